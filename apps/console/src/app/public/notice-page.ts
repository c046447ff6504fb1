import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CopyButton } from '@placet/ui';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { PublicFrame } from './public-frame.ts';
import { SupportContact } from '../states/support-contact.ts';

/** Plain words where nothing else can be shown: 404, 500, banned, suspended. The route's data says which. */
@Component({
  selector: 'app-notice-page',
  imports: [CopyButton, MessagePipe, PublicFrame, RouterLink, SupportContact],
  template: `
    <app-public-frame>
      <div class="sheet">
        <div class="head">
          <h1>{{ title() | t }}</h1>
          <p class="ui-quiet">{{ text() | t }}</p>
          <app-support-contact />
        </div>
        @if (request(); as id) {
          <div class="request">
            <span class="ui-quiet ui-small">{{ 'ui.requestId' | t }}</span>
            <code>{{ id }}</code>
            <ui-copy-button [value]="id" [label]="'ui.copyRequestId' | t" />
          </div>
        }
        @if (kind() === 'notFound' || kind() === 'broken') {
          <a class="ui-button ui-primary ui-large" routerLink="/">{{ 'common.toStart' | t }}</a>
        } @else {
          <a class="ui-button ui-large" routerLink="/sign-in">{{ 'common.toSignIn' | t }}</a>
        }
      </div>
    </app-public-frame>
  `,
  styleUrl: './notice-page.scss',
})
export class NoticePage {
  readonly kind = input.required<'notFound' | 'broken' | 'banned' | 'suspended'>();
  /** Id of the request that failed, from the query. */
  readonly request = input<string>();
  protected readonly title = computed(() => `notice.${this.kind()}Title` as const);
  protected readonly text = computed(() => `notice.${this.kind()}` as const);
}
