import { Component, DOCUMENT, inject, input } from '@angular/core';
import { CopyButton } from './copy-button.ts';
import { Icon } from './icon.ts';
import { UiWords } from './ui-words.ts';

/** A PIN, password or link that is shown this one time: large, to copy and to print. Who it is for is projected, and printed with it. */
@Component({
  selector: 'ui-secret-once',
  imports: [CopyButton, Icon],
  template: `
    <div class="card">
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
  private readonly window = inject(DOCUMENT).defaultView;
  protected print(): void {
    this.window?.print();
  }
}
