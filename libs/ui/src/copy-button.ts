import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input, signal } from '@angular/core';
import { Icon } from './icon.ts';
import { UiWords } from './ui-words.ts';

/** Copies `value`, then says so where one looks. */
@Component({
  selector: 'ui-copy-button',
  imports: [Icon],
  template: `
    <button type="button" class="ui-button" [attr.aria-label]="label() || null" (click)="copy()">
      <ui-icon [name]="copied() ? 'check' : 'copy'" />
      <span aria-live="polite">{{ copied() ? words.say('copied') : words.say('copy') }}</span>
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class CopyButton {
  readonly value = input.required<string>();
  /** The whole name, where "Copy" alone would not say what. */
  readonly label = input<string>();
  protected readonly words = inject(UiWords);
  protected readonly copied = signal(false);
  private readonly clipboard = inject(Clipboard);
  protected copy(): void {
    this.copied.set(this.clipboard.copy(this.value()));
  }
}
