import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { Icon } from '@placet/ui';
import { Empty, NoResult } from '@placet/ui/console';
import { RouterLink } from '@angular/router';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { SessionStore } from '../../session/session-store.ts';
import { FilterChips } from './filter-chips.ts';
import { FilterPanel } from './filter-panel.ts';
import { MemberFilters } from './member-filters.ts';
import { MemberListStore } from './member-list-store.ts';
import { MemberTable } from './member-table.ts';
import { ListFrame } from '../pieces/list-frame.ts';

const typingPause = 250;

/** The list of members: search, filters, order and page from the URL. */
@Component({
  selector: 'app-member-list',
  imports: [Empty, FilterPanel, Icon, ListFrame, MemberTable, MessagePipe, NoResult, RouterLink],
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
  /** The filters then stand where the rows would, and once is enough. */
  protected readonly isWithoutResult = computed(() => this.store.page.value()?.items.length === 0);
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
