import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { Empty } from '@placet/ui/console';
import { apiBase } from '../../api/api.ts';
import { kept } from '../../api/kept.ts';
import { readAgain } from '../../api/read-again.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberChoices } from '../member-choices.ts';
import type { Waiting } from '../member-types.ts';
import { ListFrame } from '../pieces/list-frame.ts';
import { MemberStateChip } from '../pieces/member-state.ts';
import { PersonCell } from '../pieces/person-cell.ts';

/** Who waits for a seat of a product, in the order in which seats will come. */
@Component({
  selector: 'app-waiting-list',
  imports: [Empty, ListFrame, MemberStateChip, MessagePipe, PersonCell, WhenPipe],
  templateUrl: './waiting-list.html',
  styleUrl: './list.scss',
})
export class WaitingList {
  private readonly router = inject(Router);
  private readonly words = inject(Words);
  protected readonly choices = inject(MemberChoices);
  /** The product, by its code; without one the first that somebody waits for. */
  readonly seat = input<string>();
  readonly cursor = input<string>();
  protected readonly pools = this.choices.products;
  protected readonly product = computed(() => {
    const pools = this.pools();
    const asked = pools.find((pool) => pool.product === this.seat());
    return (asked ?? pools.find((pool) => pool.waiting > 0) ?? pools[0])?.product;
  });
  protected readonly resource = httpResource<Waiting>(() => {
    const [product, cursor] = [this.product(), this.cursor()];
    const params: Record<string, string> = cursor ? { cursor } : {};
    return product ? { url: `${apiBase}/seats/${product}/waiting`, params } : undefined;
  });
  protected readonly page = kept(this.resource);

  constructor() {
    readAgain(this.resource);
  }
  protected show(seat: string): void {
    void this.router.navigate([], { queryParams: { seat, cursor: null }, queryParamsHandling: 'merge' });
  }
  protected doorName(door: string): string {
    return this.words.say(`door.${door}` as MessageKey);
  }
  protected products(row: Waiting['items'][number]): string {
    return this.words.list(row.products.map((product) => this.choices.productName(product)));
  }
}
