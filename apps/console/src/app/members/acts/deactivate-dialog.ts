import { Component, inject, signal } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Control, Field } from '@placet/ui';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { MembersClient } from '../members-client.ts';
import { Leaving } from './leaving.ts';
import type { AboutPerson } from './member-acts.ts';
import { readPerson } from './person-read.ts';

/** Deactivates a member, after saying what that does. Closes with true once it is done. */
@Component({
  selector: 'app-deactivate-dialog',
  imports: [Control, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, Leaving, MessagePipe, ProblemView],
  template: `
    <ui-dialog-frame [heading]="'deactivate.title' | t: { name: person.displayName }">
      <form id="deactivate" class="ui-stack" novalidate (submit)="act(); $event.preventDefault()">
        <app-form-notices [submission]="submission" />
        @if (read.error(); as error) {
          <app-problem-view [error]="error" (retried)="read.reload()" />
        } @else {
          <app-leaving [member]="read.hasValue() ? read.value() : undefined" />
        }
        <p class="ui-quiet ui-small">{{ 'deactivate.kept' | t }}</p>
        <ui-field [label]="'deactivate.reason' | t" [optional]="'form.optional' | t" [errors]="form.reason | fieldErrors">
          <input uiInput [formField]="form.reason" />
        </ui-field>
      </form>
      <button actions type="button" class="ui-button" (click)="ref.close()">{{ 'acts.cancel' | t }}</button>
      <button actions type="submit" form="deactivate" class="ui-button ui-danger" [attr.aria-disabled]="form().submitting() || null">
        {{ 'acts.deactivate' | t }}
      </button>
    </ui-dialog-frame>
  `,
})
export class DeactivateDialog {
  private readonly client = inject(MembersClient);
  private readonly intention = new Intention();
  protected readonly ref = inject<MatDialogRef<DeactivateDialog, boolean>>(MatDialogRef);
  protected readonly person = inject<AboutPerson>(MAT_DIALOG_DATA).person;
  protected readonly read = readPerson(this.person);
  protected readonly form = form(signal({ reason: '' }), (fields) => maxLength(fields.reason, 500));
  protected readonly submission = new Submission(this.form);

  protected async act(): Promise<void> {
    const reason = this.form.reason().value().trim();
    const body = reason ? { reason } : {};
    const run = async () => void (await this.client.deactivate(this.person.id, body, this.intention));
    if (await this.submission.send(run)) this.ref.close(true);
  }
}
