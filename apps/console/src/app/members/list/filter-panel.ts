import { Component, computed, inject } from '@angular/core';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberChoices } from '../member-choices.ts';
import { type ListFilter, MemberFilters } from './member-filters.ts';

const states = ['active', 'invited', 'waiting', 'pending', 'inactive', 'banned', 'refused'];
const kinds = ['staff', 'collaborator', 'client'];
const doors = ['console', 'api', 'scim', 'operator', 'process', 'public'];
const sorts = [
  'lastName',
  '-lastName',
  'createdAt',
  '-createdAt',
  'lastSignInAt',
  '-lastSignInAt',
  'userCode',
  '-userCode',
  'username',
  '-username',
];

interface Column {
  readonly name: ListFilter;
  readonly label: MessageKey;
  readonly options: readonly { value: string; label: string }[];
}

/** Every filter of the list; what is chosen is in the URL at once. */
@Component({
  selector: 'app-filter-panel',
  imports: [MessagePipe],
  templateUrl: './filter-panel.html',
  styleUrl: './filter-panel.scss',
})
export class FilterPanel {
  private readonly choices = inject(MemberChoices);
  private readonly words = inject(Words);
  protected readonly filters = inject(MemberFilters);
  protected readonly sorts = sorts;
  protected readonly columns = computed<readonly Column[]>(() =>
    [
      this.column('state', 'filter.state', states, (value) => this.words.say(`state.${value}` as MessageKey)),
      this.column('groupId', 'filter.groupId', this.choices.groups(), (group) => this.choices.groupName(group)),
      this.column('product', 'filter.product', this.choices.products(), (pool) => pool.name),
      this.column('siteId', 'filter.siteId', this.choices.sites(), (site) => site.name),
      this.column('seniority', 'filter.seniority', this.choices.seniorities(), (level) => level.name),
      this.column('kind', 'filter.kind', kinds, (value) => this.words.say(`kind.${value}` as MessageKey)),
      this.column('origin', 'filter.origin', doors, (value) => this.words.say(`door.${value}` as MessageKey)),
      this.column('language', 'filter.language', this.choices.languages(), (value) => this.choices.languageName(value)),
    ].filter(({ options }) => options.length > 0),
  );

  protected sortName(sort: string): string {
    return this.words.say(`sort.${sort}` as MessageKey);
  }
  private column<T extends string | { id: string } | { product: string }>(
    name: ListFilter,
    label: MessageKey,
    items: readonly T[],
    text: (item: T) => string,
  ): Column {
    const valueOf = (item: string | { id: string } | { product: string }) =>
      typeof item === 'string' ? item : 'id' in item ? item.id : item.product;
    return { name, label, options: items.map((item) => ({ value: valueOf(item), label: text(item) })) };
  }
}
