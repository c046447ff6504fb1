import { Component, computed, inject } from '@angular/core';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Words } from '../i18n/words.ts';
import { SessionStore } from '../session/session-store.ts';
import { PageHead } from '../shell/page-head.ts';
import { SupportContact } from '../states/support-contact.ts';

/** The start of whoever has nothing to administer: who one is here, and whom to ask. */
@Component({
  selector: 'app-start-page',
  imports: [MessagePipe, PageHead, SupportContact],
  template: `
    @if (member(); as own) {
      <app-page-head [heading]="'start.title' | t: { name: own.firstName || own.displayName }">
        <p lead class="ui-quiet">{{ 'start.lead' | t: { workspace: workspace()?.name ?? '' } }}</p>
      </app-page-head>
      <dl class="ui-card">
        <dt>{{ 'start.name' | t }}</dt>
        <dd>{{ own.displayName }}</dd>
        <dt>{{ 'signIn.username' | t }}</dt>
        <dd>{{ own.username }}</dd>
        @if (sites(); as names) {
          <dt>{{ 'start.sites' | t }}</dt>
          <dd>{{ names }}</dd>
        }
        @if (workspace()?.supportContact) {
          <dt>{{ 'start.contact' | t }}</dt>
          <dd><app-support-contact /></dd>
        }
      </dl>
    }
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: minmax(88px, max-content) 1fr;
      gap: var(--s2) var(--s6);
      max-width: 640px;
      padding: var(--s4) var(--s5);
    }
    dt {
      color: var(--text-quiet);
    }
    dd {
      overflow-wrap: anywhere;
    }
  `,
})
export class StartPage {
  private readonly session = inject(SessionStore);
  private readonly words = inject(Words);
  protected readonly member = this.session.member;
  protected readonly workspace = this.session.workspace;
  protected readonly sites = computed(() => this.words.list(this.member()?.sites.map((site) => site.name) ?? []));
}
