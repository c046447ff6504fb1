import { Component, inject } from '@angular/core';
import { Skeleton } from '@placet/ui';
import { Chip } from '@placet/ui/console';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { MemberChoices } from '../member-choices.ts';
import { MemberStore } from './member-store.ts';

/** "Why can she?": each effective permission with the groups that grant it (L). */
@Component({
  selector: 'app-member-rights',
  imports: [Chip, MessagePipe, ProblemView, Skeleton],
  template: `
    <section class="ui-card" aria-labelledby="member-rights">
      <h2 id="member-rights">{{ 'member.rights' | t }}</h2>
      @if (store.permissions.value(); as rights) {
        @if (rights.items.length) {
          <table class="ui-table">
            <thead>
              <tr>
                <th scope="col">{{ 'member.right' | t }}</th>
                <th scope="col">{{ 'member.grantedBy' | t }}</th>
              </tr>
            </thead>
            <tbody>
              @for (right of rights.items; track right.key) {
                <tr>
                  <td class="ui-lead">
                    <span class="right">{{ meaning(right.key) }}</span>
                    @if (right.scope === 'own_sites') {
                      <ui-chip icon="site">{{ 'member.ownSites' | t }}</ui-chip>
                    }
                  </td>
                  <td [attr.data-label]="'member.grantedBy' | t">
                    <span class="groups">
                      @for (group of right.grantedBy; track group.id) {
                        <ui-chip>{{ choices.groupName(group) }}</ui-chip>
                      }
                    </span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        } @else {
          <p class="ui-quiet none">{{ 'member.noRights' | t }}</p>
        }
      } @else if (store.permissionsRead.error(); as error) {
        <app-problem-view [error]="error" (retried)="store.permissionsRead.reload()" />
      } @else {
        <ui-skeleton [rows]="6" />
      }
    </section>
  `,
  styles: `
    h2 {
      padding: var(--s3);
      border-bottom: 1px solid var(--line);
      font-size: var(--text-14);
    }
    .none {
      padding: var(--s4);
    }
    .right {
      margin-right: var(--s2);
    }
    .right::first-letter {
      text-transform: uppercase;
    }
    .right {
      display: inline-block;
    }
    .groups {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1);
    }
  `,
})
export class MemberRights {
  private readonly words = inject(Words);
  protected readonly store = inject(MemberStore);
  protected readonly choices = inject(MemberChoices);
  protected meaning(key: string): string {
    return this.words.say(`permission.${key}` as MessageKey);
  }
}
