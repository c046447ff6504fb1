import { Component, DOCUMENT, type ElementRef, inject, input, viewChild } from '@angular/core';
import { CopyButton } from './copy-button.ts';
import { Icon } from './icon.ts';
import { UiWords } from './ui-words.ts';

/** A PIN, password or link that is shown this one time: large, to copy and to print. Who it is for is projected, and printed with it. */
@Component({
  selector: 'ui-secret-once',
  imports: [CopyButton, Icon],
  template: `
    <div #card class="card">
      <div class="for"><ng-content /></div>
      <p class="label">{{ label() }}</p>
      <output class="secret" [class.long]="secret().length > 24">{{ secret() }}</output>
    </div>
    <p class="once"><ui-icon name="alert" [size]="14" />{{ words.say('secretOnce') }}</p>
    <div class="ui-row acts">
      <ui-copy-button [value]="secret()" />
      @if (printable()) {
        <button type="button" class="ui-button" (click)="print()"><ui-icon name="print" />{{ words.say('print') }}</button>
      }
    </div>
  `,
  styleUrl: './secret-once.scss',
})
export class SecretOnce {
  readonly label = input.required<string>();
  readonly secret = input.required<string>();
  readonly printable = input(true);
  protected readonly words = inject(UiWords);
  private readonly card = viewChild.required<ElementRef<HTMLElement>>('card');
  private readonly document = inject(DOCUMENT);
  /** Prints the card alone: a copy of it stands beside the page for as long as the printer looks. */
  protected print(): void {
    const window = this.document.defaultView;
    const copy = this.card().nativeElement.cloneNode(true) as HTMLElement;
    copy.classList.add('ui-print');
    this.document.body.append(copy);
    window?.addEventListener('afterprint', () => copy.remove(), { once: true });
    window?.print();
  }
}
