import { Component, computed, input, output } from '@angular/core';
import { Chip } from '@placet/ui/console';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import type { Connection } from '../directory-types.ts';
import { endsSoon } from './credential-life.ts';

type Token = Connection['tokens'][number];
type Client = Connection['clients'][number];
export type Credential = Token & Partial<Pick<Client, 'clientId' | 'method'>>;

/** Tokens or clients: until when each is good, when it was used, and the way to revoke it. */
@Component({
  selector: 'app-credential-table',
  imports: [Chip, MessagePipe, WhenPipe],
  template: `
    <table class="ui-table">
      <thead>
        <tr>
          <th scope="col">{{ 'directory.credentialName' | t }}</th>
          @if (areClients()) {
            <th scope="col">{{ 'directory.clientId' | t }}</th>
            <th scope="col">{{ 'directory.method' | t }}</th>
          }
          <th scope="col">{{ 'directory.expires' | t }}</th>
          <th scope="col">{{ 'directory.lastUsed' | t }}</th>
          <th scope="col" class="ui-actions">
            <span class="ui-hidden">{{ 'members.acts' | t }}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        @for (credential of credentials(); track credential.id) {
          <tr>
            <td class="ui-lead">{{ credential.name }}</td>
            @if (areClients()) {
              <td class="id" [attr.data-label]="'directory.clientId' | t">
                <code>{{ credential.clientId }}</code>
              </td>
              <td [attr.data-label]="'directory.method' | t">
                {{ (credential.method === 'client_secret' ? 'directory.bySecret' : 'directory.byKey') | t }}
              </td>
            }
            <td [attr.data-label]="'directory.expires' | t">
              @if (endsSoon(credential.expiresAt)) {
                <ui-chip tone="warning" icon="clock">{{ credential.expiresAt | when }}</ui-chip>
              } @else {
                {{ credential.expiresAt | when }}
              }
            </td>
            <td [class.ui-none]="!credential.lastUsedAt" [attr.data-label]="'directory.lastUsed' | t">
              {{ (credential.lastUsedAt | when: 'time') || ('directory.never' | t) }}
            </td>
            <td class="ui-actions">
              @if (revocable()) {
                <button
                  type="button"
                  class="ui-button ui-plain"
                  [attr.aria-label]="'directory.revokeOf' | t: { name: credential.name }"
                  (click)="revoked.emit(credential)"
                >
                  {{ 'directory.revoke' | t }}
                </button>
              }
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    .id {
      overflow-wrap: anywhere;
    }
  `,
})
export class CredentialTable {
  readonly credentials = input.required<readonly Credential[]>();
  /** Whether the reader may revoke them. */
  readonly revocable = input(false);
  readonly revoked = output<Credential>();
  protected readonly areClients = computed(() => this.credentials().some(({ clientId }) => clientId !== undefined));
  protected readonly endsSoon = endsSoon;
}
