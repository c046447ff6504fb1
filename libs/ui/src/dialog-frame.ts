import { Component, inject, input } from '@angular/core';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { Icon } from './icon.ts';
import { UiWords } from './ui-words.ts';

/** The frame of every dialog (opened with `MatDialog`): heading, body, and buttons in `[actions]`, the main one last. */
@Component({
  selector: 'ui-dialog-frame',
  imports: [Icon, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <header>
      <h2 mat-dialog-title>{{ heading() }}</h2>
      <button type="button" mat-dialog-close class="ui-button ui-plain ui-icon-only" [aria-label]="words.say('close')">
        <ui-icon name="close" />
      </button>
    </header>
    <mat-dialog-content><ng-content /></mat-dialog-content>
    <mat-dialog-actions align="end"><ng-content select="[actions]" /></mat-dialog-actions>
  `,
  styleUrl: './dialog-frame.scss',
})
export class DialogFrame {
  readonly heading = input.required<string>();
  protected readonly words = inject(UiWords);
}
