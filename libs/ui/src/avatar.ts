import { Component, computed, input } from '@angular/core';

const segments = new Intl.Segmenter();
const firstLetter = (word: string) => segments.segment(word).containing(0)?.segment ?? '';

/** First letters of the first and the last word, capital, at most two: `Ada Byron (inactive)` gives `AB`. */
export function initials(name: string): string {
  const words = name
    .replace(/\(.*\)$/u, '')
    .trim()
    .split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstLetter(word ?? ''));
  return letters.join('').toLocaleUpperCase();
}

/** A person's initials on a quiet ground. The name stands beside it, so readers hear nothing twice. */
@Component({
  selector: 'ui-avatar',
  template: `{{ letters() }}`,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
      place-items: center;
      width: 24px;
      height: 24px;
      border-radius: 50%;
      background: light-dark(oklch(0.92 0.035 var(--hue)), oklch(0.34 0.045 var(--hue)));
      color: light-dark(oklch(0.38 0.07 var(--hue)), oklch(0.88 0.05 var(--hue)));
      font-size: var(--text-12);
      font-weight: 600;
      line-height: 1;
      user-select: none;
    }
    :host([data-size='large']) {
      width: 40px;
      height: 40px;
      font-size: var(--text-14);
    }
  `,
  host: { 'aria-hidden': 'true', '[attr.data-size]': 'size()', '[style.--hue]': 'hue()' },
})
export class Avatar {
  readonly name = input.required<string>();
  readonly size = input<'small' | 'large'>('small');
  protected readonly letters = computed(() => initials(this.name()));
  protected readonly hue = computed(
    () => Array.from(this.name().replace(/ \(.*\)$/u, '')).reduce((sum, letter) => sum + letter.codePointAt(0)! * 37, 0) % 360,
  );
}
