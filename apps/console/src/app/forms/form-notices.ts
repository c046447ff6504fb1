import { Component, computed, inject, input } from '@angular/core';
import type { ReadonlyFieldTree, ValidationError } from '@angular/forms/signals';
import { Banner, InvalidSummary } from '@placet/ui';
import { Words } from '../i18n/words.ts';
import { ProblemWords } from '../states/problem-words.ts';
import { fieldErrorText } from './field-errors-pipe.ts';
import type { Submission } from './submission.ts';

/** On top of a form: what is invalid, with links to the fields, or why the whole was refused. */
@Component({
  selector: 'app-form-notices',
  imports: [Banner, InvalidSummary],
  template: `
    @if (items().length) {
      <ui-invalid-summary [items]="items()" [attempt]="submission().attempt()" (opened)="open($event)" />
    }
    @if (refusal(); as text) {
      <ui-banner tone="danger">
        {{ text }}
        @if (quotable(); as id) {
          <span class="ui-quiet"
            >{{ requestIdText() }} <code>{{ id }}</code></span
          >
        }
      </ui-banner>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class FormNotices {
  readonly submission = input.required<Submission<unknown>>();
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  private readonly errors = computed<readonly ValidationError.WithFieldTree[]>(() =>
    this.submission().attempt() > 0 ? (this.submission().form as ReadonlyFieldTree<unknown>)().errorSummary() : [],
  );
  protected readonly items = computed(() =>
    this.errors().map((error) => ({ label: labelOf(error), message: fieldErrorText(this.words, error) })),
  );
  protected readonly refusal = computed(() => {
    const problem = this.submission().problem();
    return problem && this.problemWords.sentence(problem);
  });
  /** The request id, where somebody has to be asked: not for what the reader can mend himself. */
  protected readonly quotable = computed(() => {
    const problem = this.submission().problem();
    return problem && problem.status >= 500 ? problem.requestId : undefined;
  });
  protected readonly requestIdText = computed(() => this.words.say('ui.requestId'));

  protected open(position: number): void {
    this.errors()[position]?.fieldTree().focusBoundControl();
  }
}

function labelOf(error: ValidationError.WithFieldTree): string {
  const control = error.fieldTree().formFieldBindings()[0]?.element as HTMLInputElement | undefined;
  return control?.labels?.[0]?.childNodes[0]?.textContent?.trim() || control?.getAttribute('aria-label') || '';
}
