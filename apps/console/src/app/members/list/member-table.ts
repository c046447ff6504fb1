import { Component, inject, input } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatDivider } from '@angular/material/divider';
import { RouterLink } from '@angular/router';
import { Icon } from '@placet/ui';
import { Chip } from '@placet/ui/console';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberActs } from '../acts/member-acts.ts';
import { OfferLine } from '../acts/offer-line.ts';
import type { Offer } from '../acts/offers.ts';
import { MemberChoices } from '../member-choices.ts';
import type { MemberLine } from '../member-types.ts';
import { MemberStateChip } from '../pieces/member-state.ts';
import { PersonCell } from '../pieces/person-cell.ts';
import { MemberFilters } from './member-filters.ts';
import { RowActs } from './row-acts.ts';

/** The members as rows; below 640 px as cards with the same acts. */
@Component({
  selector: 'app-member-table',
  imports: [
    Chip,
    Icon,
    MatDivider,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MemberStateChip,
    MessagePipe,
    OfferLine,
    PersonCell,
    RouterLink,
    WhenPipe,
  ],
  templateUrl: './member-table.html',
  styleUrl: './member-table.scss',
  providers: [RowActs],
})
export class MemberTable {
  readonly rows = input.required<readonly MemberLine[]>();
  private readonly words = inject(Words);
  private readonly choices = inject(MemberChoices);
  protected readonly filters = inject(MemberFilters);
  protected readonly acts = inject(MemberActs);
  protected readonly may = inject(RowActs);

  protected run({ act, reason }: Offer, row: MemberLine, event: Event): void {
    if (reason) event.stopPropagation();
    else void this.acts[act](row);
  }
  protected sorted(column: string): 'ascending' | 'descending' | null {
    if (this.filters.sort() === column) return 'ascending';
    return this.filters.sort() === `-${column}` ? 'descending' : null;
  }
  protected groups(row: MemberLine): string {
    return this.words.list(row.groups.map((group) => this.choices.groupName(group)));
  }
  protected sites(row: MemberLine): string {
    const [first, second, ...more] = row.sites.map((site) => site.name);
    return more.length ? `${first}, ${second} +${more.length}` : [first, second].filter(Boolean).join(', ');
  }
  /** Each product of his access: with a seat, with a reserved one, or waiting for one. */
  protected seats(row: MemberLine) {
    return [...new Set([...row.products, ...row.waitingFor])].map((product) => {
      const state = row.waitingFor.includes(product) ? 'waiting' : (row.holdings.find((held) => held.product === product)?.state ?? 'none');
      return { product, name: this.choices.productName(product), state };
    });
  }
  protected seatHint(state: string): string {
    return this.words.sayIfKnown(`members.seat.${state}`, {}, '');
  }
  protected contact(row: MemberLine): string {
    return row.email ?? row.username;
  }
}
