import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Icon } from '@placet/ui';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SeatsStore } from '../seats/seats-store.ts';
import { SessionStore } from '../session/session-store.ts';
import { PageHead } from '../shell/page-head.ts';
import { AddDrawer } from './add/add-drawer.ts';
import { MemberChoices } from './member-choices.ts';
import { SeatCounters } from './pieces/seat-counters.ts';

/** The people of a workspace: counters on top, then members, invitations and those who wait for a seat. */
@Component({
  selector: 'app-members-page',
  imports: [AddDrawer, Icon, MessagePipe, PageHead, RouterLink, RouterLinkActive, RouterOutlet, SeatCounters],
  template: `
    <app-page-head [heading]="'members.title' | t">
      @if (mayAdd()) {
        <a
          actions
          class="ui-button ui-primary"
          [routerLink]="[]"
          [queryParams]="{ drawer: 'add' }"
          queryParamsHandling="merge"
          aria-keyshortcuts="N"
        >
          <ui-icon name="plus" />{{ 'members.add' | t }}
        </a>
      }
    </app-page-head>
    <app-seat-counters />
    <nav class="ui-tabs" [attr.aria-label]="'members.tabs' | t">
      <a routerLink="/members" routerLinkActive="here" [routerLinkActiveOptions]="exact" ariaCurrentWhenActive="page">{{
        'members.title' | t
      }}</a>
      <a routerLink="/members/invitations" routerLinkActive="here" [routerLinkActiveOptions]="exact" ariaCurrentWhenActive="page">{{
        'invitations.title' | t
      }}</a>
      @if (seesSeats()) {
        <a routerLink="/members/waiting" routerLinkActive="here" [routerLinkActiveOptions]="exact" ariaCurrentWhenActive="page">
          {{ 'waiting.title' | t }}
          @if (waiting()) {
            <span class="ui-count">{{ waiting() }}</span>
          }
        </a>
      }
    </nav>
    <router-outlet />
    @defer (when drawer() === 'add' && mayAdd()) {
      @if (drawer() === 'add') {
        <app-add-drawer (closed)="close()" />
      }
    }
  `,
  providers: [MemberChoices],
})
export class MembersPage {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly pools = inject(SeatsStore).pools;
  /** What stands open beside the page. */
  readonly drawer = input<string>();
  protected readonly mayAdd = computed(() => this.session.can('members.add'));
  protected readonly seesSeats = computed(() => this.session.can('seats.read'));
  protected readonly waiting = computed(() => this.pools().reduce((sum, pool) => sum + pool.waiting, 0));
  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;

  protected close(): void {
    void this.router.navigate([], { queryParams: { drawer: null }, queryParamsHandling: 'merge' });
  }
}
