import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { Icon, Skeleton } from '@placet/ui';
import { Empty, NoResult, Stale } from '@placet/ui/console';
import { RouterLink } from '@angular/router';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { SessionStore } from '../../session/session-store.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { FilterChips } from './filter-chips.ts';
import { FilterPanel } from './filter-panel.ts';
import { MemberFilters } from './member-filters.ts';
import { MemberListStore } from './member-list-store.ts';
import { MemberTable } from './member-table.ts';
import { ListPager } from '../pieces/list-pager.ts';

const typingPause = 250;

/** The list of members: search, filters, order and page from the URL. */
@Component({
  selector: 'app-member-list',
  imports: [Empty, FilterPanel, Icon, ListPager, MemberTable, MessagePipe, NoResult, ProblemView, RouterLink, Skeleton, Stale],
  templateUrl: './member-list.html',
  styleUrl: './member-list.scss',
  providers: [MemberFilters, MemberListStore, FilterChips],
})
export class MemberList {
  protected readonly filters = inject(MemberFilters);
  protected readonly store = inject(MemberListStore);
  protected readonly chips = inject(FilterChips);
  private readonly session = inject(SessionStore);
  protected readonly mayAdd = computed(() => this.session.can('members.add'));
  protected readonly isPanelOpen = signal(false);
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }
  protected search(text: string, pause = typingPause): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => void this.filters.set({ q: text.trim() || null }), pause);
  }
}
