import { httpResource } from '@angular/common/http';
import { computed, inject, Injectable } from '@angular/core';
import type { ConnectionsReply } from '@placet/contracts';
import type { ActiveFilter } from '@placet/ui/console';
import type { z } from 'zod';
import { apiBase } from '../../api/api.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Words } from '../../i18n/words.ts';
import { SessionStore } from '../../session/session-store.ts';
import { MemberChoices } from '../member-choices.ts';
import { type ListFilter, listFilters, MemberFilters, type OneFilter, oneFilters } from './member-filters.ts';

/** The filters in force, in words; each can be taken away alone. */
@Injectable()
export class FilterChips {
  private readonly filters = inject(MemberFilters);
  private readonly choices = inject(MemberChoices);
  private readonly words = inject(Words);
  private readonly session = inject(SessionStore);
  /** Asked for only where a directory's people are listed. */
  private readonly connections = httpResource<z.infer<typeof ConnectionsReply>>(() =>
    this.filters.list('managedBy').length && this.session.can('directory.read') ? `${apiBase}/directory-connections` : undefined,
  );
  readonly shown = computed<readonly ActiveFilter[]>(() => [
    ...listFilters.flatMap((name) =>
      this.filters.list(name).map((value) => this.chip(`${name}:${value}`, `filter.${name}`, this.valueOf(name, value))),
    ),
    ...oneFilters.flatMap((name) => this.oneChip(name)),
  ]);
  /** With the search, for where nothing matches. */
  readonly all = computed<readonly ActiveFilter[]>(() => [
    ...(this.filters.q() ? [this.chip('q', 'filter.q', this.filters.q())] : []),
    ...this.shown(),
  ]);

  remove(key: string): void {
    const [name = '', value] = key.split(':');
    if (value !== undefined) void this.filters.toggle(name as ListFilter, value);
    else if (name === 'seat') void this.filters.set({ seat: null, seatState: null });
    else void this.filters.set({ [name]: null });
  }
  private chip(key: string, label: string, value: string): ActiveFilter {
    return { key, text: this.words.say('filter.isValue', { name: this.words.say(label as MessageKey), value }) };
  }
  private oneChip(name: OneFilter): ActiveFilter[] {
    const value = this.filters.one(name);
    if (value === undefined || (name === 'seatState' && this.filters.one('seat') !== undefined)) return [];
    if (name === 'seat') return [{ key: 'seat', text: this.seatText(value) }];
    if (name === 'seatState') return [this.chip(name, 'filter.seatState', this.words.sayIfKnown(`filter.seatState.${value}`, {}, value))];
    if (name === 'neverSignedIn') return [{ key: name, text: this.words.say(value === 'true' ? 'filter.never' : 'filter.ever') }];
    return [this.chip(name, `filter.${name}`, this.words.date(`${value}T12:00:00`))];
  }
  private seatText(product: string): string {
    const state = this.filters.one('seatState') ?? 'used';
    return this.words.sayIfKnown(`filter.seat.${state}`, { product: this.choices.productName(product) }, product);
  }
  private valueOf(name: ListFilter, value: string): string {
    const named = (items: readonly { id: string; name: string }[]) => items.find((item) => item.id === value)?.name ?? '…';
    if (name === 'groupId') return this.choices.groupName({ id: value, name: named(this.choices.groups()) });
    if (name === 'siteId') return named(this.choices.sites());
    if (name === 'seniority') return named(this.choices.seniorities());
    if (name === 'managedBy') return named(this.connections.hasValue() ? this.connections.value().items : []);
    if (name === 'product') return this.choices.productName(value);
    if (name === 'language') return this.choices.languageName(value);
    return this.words.sayIfKnown(`${name === 'origin' ? 'door' : name}.${value}`, {}, value);
  }
}
