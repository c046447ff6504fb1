import { Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { Icon } from '../icon.ts';
import { UiWords } from '../ui-words.ts';

/** 429 and 503: "Trying again in 3 s", counted down; `until` is the moment of the next try in milliseconds, absent when nothing waits. */
@Component({
  selector: 'ui-busy-bar',
  imports: [Icon],
  template: `
    @if (seconds(); as left) {
      <p><ui-icon name="hourglass" />{{ words.say('tryingAgain', { seconds: left }) }}</p>
    }
  `,
  styleUrl: './bar.scss',
  host: { role: 'status' },
})
export class BusyBar {
  readonly until = input<number>();
  protected readonly words = inject(UiWords);
  private readonly now = signal(Date.now());
  protected readonly seconds = computed(() => {
    const until = this.until();
    return until === undefined ? 0 : Math.max(1, Math.ceil((until - this.now()) / 1000));
  });

  constructor() {
    let clock: ReturnType<typeof setInterval> | undefined;
    effect(() => {
      clearInterval(clock);
      if (this.until() === undefined) return;
      this.now.set(Date.now());
      clock = setInterval(() => this.now.set(Date.now()), 1000);
    });
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }
}
