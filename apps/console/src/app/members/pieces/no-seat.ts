import { afterRenderEffect, Component, computed, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '@placet/ui';
import type { Problem } from '../../api/problem.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { SeatsStore } from '../../seats/seats-store.ts';
import { contactOf } from '../../states/support-contact.ts';
import { SessionStore } from '../../session/session-store.ts';
import type { OnFull } from '../member-types.ts';

/** No free seat: the numbers as the server counted them, and the ways out that it names. */
@Component({
  selector: 'app-no-seat',
  imports: [Icon, MessagePipe, RouterLink],
  template: `
    <section #box role="alert" tabindex="-1">
      <h3><ui-icon name="seat" />{{ 'noSeat.title' | t: { product: name() } }}</h3>
      <p>{{ 'noSeat.numbers' | t: { purchased: number('purchased'), used: number('used') } }}</p>
      <div class="ways">
        @if (has('save-without-access')) {
          <button type="button" class="ui-button" (click)="chosen.emit('without_access')">{{ 'noSeat.withoutAccess' | t }}</button>
        }
        @if (has('wait')) {
          <button type="button" class="ui-button" (click)="chosen.emit('wait')">{{ 'noSeat.wait' | t }}</button>
        }
        @if (has('free-a-seat')) {
          <a class="ui-button" routerLink="/members" [queryParams]="{ seat: product(), seatState: 'used' }" (click)="left.emit()">{{
            'noSeat.free' | t
          }}</a>
        }
      </div>
      @if (has('ask-support') && contact(); as support) {
        <p class="ui-quiet ui-small">
          {{ 'noSeat.ask' | t }} <a [href]="support.link" rel="noopener">{{ support.text }}</a>
        </p>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--s2);
      padding: var(--s3) var(--s4);
      border: 1px solid color-mix(in oklab, var(--warning) 35%, transparent);
      border-radius: var(--radius);
      background: var(--warning-soft);
      font-size: var(--text-13);
    }
    h3 {
      display: flex;
      gap: var(--s2);
      align-items: center;
    }
    h3 ui-icon {
      color: var(--warning);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
    }
    .ui-button {
      white-space: normal;
    }
  `,
})
export class NoSeat {
  readonly problem = input.required<Problem>();
  readonly chosen = output<OnFull>();
  /** The reader goes to the holders of the product. */
  readonly left = output();
  private readonly pools = inject(SeatsStore).pools;
  private readonly session = inject(SessionStore);
  protected readonly product = computed(() => this.text('product') ?? '');
  protected readonly name = computed(() => this.pools().find((pool) => pool.product === this.product())?.name ?? this.product());
  protected readonly contact = computed(() => {
    return contactOf(this.text('supportContact') ?? this.session.workspace()?.supportContact);
  });

  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');

  constructor() {
    // Whoever pressed a button far below is brought to the answer; each further refusal does it again.
    afterRenderEffect(() => {
      this.problem();
      this.box().nativeElement.focus();
    });
  }
  protected has(way: string): boolean {
    return this.problem().ways.includes(way);
  }
  private text(fact: string): string | undefined {
    const value = this.problem().facts[fact];
    return typeof value === 'string' ? value : undefined;
  }
  protected number(fact: string): number {
    return Number(this.problem().facts[fact] ?? 0);
  }
}
