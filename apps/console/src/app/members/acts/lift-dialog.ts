import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Control, Field } from '@placet/ui';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { MembersClient } from '../members-client.ts';
import { ConfirmSelf } from './confirm-self.ts';
import type { AboutPerson } from './member-acts.ts';
import { readPerson } from './person-read.ts';

/** Lifts a ban, with a reason; the member is inactive afterwards. Closes with true once it is done. */
@Component({
  selector: 'app-lift-dialog',
  imports: [ConfirmSelf, Control, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, WhenPipe],
  template: `
    <ui-dialog-frame [heading]="'lift.title' | t: { name: person.displayName }">
      @if (mustConfirm()) {
        <app-confirm-self (confirmed)="act()" />
      }
      <form id="lift" class="ui-stack" novalidate [hidden]="mustConfirm()" (submit)="act(); $event.preventDefault()">
        <app-form-notices [submission]="submission" />
        @if (ban(); as given) {
          <p class="ui-quiet">{{ 'member.bannedBy' | t: { name: given.by.displayName, date: (given.at | when), reason: given.reason } }}</p>
        }
        <p>{{ 'lift.text' | t }}</p>
        <ui-field [label]="'lift.reason' | t" [errors]="form.reason | fieldErrors">
          <textarea uiInput rows="2" [formField]="form.reason"></textarea>
        </ui-field>
      </form>
      <button actions type="button" class="ui-button" (click)="ref.close()">{{ 'acts.cancel' | t }}</button>
      @if (!mustConfirm()) {
        <button actions type="submit" form="lift" class="ui-button ui-primary" [attr.aria-disabled]="form().submitting() || null">
          {{ 'acts.liftBan' | t }}
        </button>
      }
    </ui-dialog-frame>
  `,
})
export class LiftDialog {
  private readonly client = inject(MembersClient);
  private readonly intention = new Intention();
  protected readonly ref = inject<MatDialogRef<LiftDialog, boolean>>(MatDialogRef);
  protected readonly person = inject<AboutPerson>(MAT_DIALOG_DATA).person;
  private readonly read = readPerson(this.person);
  protected readonly ban = computed(() => (this.read.hasValue() ? this.read.value().ban : undefined));
  protected readonly form = form(signal({ reason: '' }), (fields) => {
    required(fields.reason);
    maxLength(fields.reason, 500);
  });
  protected readonly submission = new Submission(this.form);
  protected readonly mustConfirm = computed(() => this.submission.problem()?.code === 'recent_sign_in_needed');

  protected async act(): Promise<void> {
    const body = { reason: this.form.reason().value().trim() };
    const run = async () => void (await this.client.liftBan(this.person.id, body, this.intention));
    if (await this.submission.send(run)) this.ref.close(true);
  }
}
