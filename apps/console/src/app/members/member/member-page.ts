import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Banner, Skeleton } from '@placet/ui';
import { Avatar, Chip } from '@placet/ui/console';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { PageHead } from '../../shell/page-head.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { MemberChoices } from '../member-choices.ts';
import { MemberStateChip } from '../pieces/member-state.ts';
import { MemberActions } from './member-actions.ts';
import { MemberStore } from './member-store.ts';

/** One member: who it is, in which state, with which seats, what can be done; below, the tabs. */
@Component({
  selector: 'app-member-page',
  imports: [
    Avatar,
    Banner,
    Chip,
    MemberActions,
    MemberStateChip,
    MessagePipe,
    PageHead,
    ProblemView,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Skeleton,
    WhenPipe,
  ],
  templateUrl: './member-page.html',
  styleUrl: './member-page.scss',
  providers: [MemberChoices, MemberStore],
})
export class MemberPage {
  readonly memberId = input.required<string>();
  private readonly words = inject(Words);
  private readonly choices = inject(MemberChoices);
  protected readonly store = inject(MemberStore);
  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;
  protected readonly crumbs = computed(() => [{ label: this.words.say('members.title'), link: '/members' }]);
  /** Each seat with "since, through which door"; each place in a queue. */
  protected readonly seats = computed(() => {
    const member = this.store.member();
    const held = (member?.holdings ?? []).map(({ product, state, since, door }) => ({
      product,
      state,
      text: this.words.say(state === 'assigned' ? 'member.seatSince' : 'member.seatReserved', {
        product: this.choices.productName(product),
        date: this.words.date(since),
        door: this.words.say(`door.${door}`),
      }),
    }));
    const waits = (member?.waiting ?? []).map(({ product, place, since }) => ({
      product: `${product}/waiting`,
      state: 'waiting' as const,
      text: this.words.say('member.seatWaiting', { product: this.choices.productName(product), place, date: this.words.date(since) }),
    }));
    return [...held, ...waits];
  });

  constructor() {
    effect(() => this.store.memberId.set(this.memberId()));
  }
}
