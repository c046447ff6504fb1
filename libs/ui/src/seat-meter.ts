import { Component, computed, inject, input } from '@angular/core';
import { UiWords } from './ui-words.ts';

/** "8 / 10": whole seats used and reserved out of `total`, as numbers and as a bar; full and overdrawn pools say so by their filling. */
@Component({
  selector: 'ui-seat-meter',
  template: `
    <span class="bar" aria-hidden="true">
      <span class="used" [style.inline-size.%]="share(used())"></span>
      <span class="reserved" [style.inline-size.%]="share(reserved())"></span>
    </span>
    @if (!bare()) {
      <span class="text" aria-hidden="true">{{ used() + reserved() }} / {{ total() }}</span>
    }
  `,
  styleUrl: './seat-meter.scss',
  host: {
    role: 'meter',
    'aria-valuemin': '0',
    '[attr.aria-valuemax]': 'most()',
    '[attr.aria-valuenow]': 'used() + reserved()',
    '[attr.aria-valuetext]': 'text()',
    '[attr.aria-label]': 'label()',
    '[class.full]': 'used() + reserved() >= total()',
  },
})
export class SeatMeter {
  readonly label = input.required<string>();
  readonly used = input.required<number>();
  readonly reserved = input(0);
  readonly total = input.required<number>();
  /** Only the bar; the numbers stand elsewhere. */
  readonly bare = input(false);
  private readonly words = inject(UiWords);
  protected readonly most = computed(() => Math.max(this.total(), this.used() + this.reserved(), 1));
  protected readonly text = computed(() =>
    this.words.say('seatsOf', { used: this.used(), reserved: this.reserved(), total: this.total() }),
  );
  protected share(seats: number): number {
    return (100 * seats) / this.most();
  }
}
