import { Component, inject, signal } from '@angular/core';
import { form, FormField, max, min, required } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Control, Field } from '@placet/ui';
import { Toasts } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import type { Invitation } from '../member-types.ts';
import { MembersClient } from '../members-client.ts';

/** Gives an open invitation more days; links in the mails stay alive. */
@Component({
  selector: 'app-extend-dialog',
  imports: [Control, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, WhenPipe],
  template: `
    <ui-dialog-frame [heading]="'extend.title' | t: { name: invitation.member.displayName }">
      <form id="extend" class="ui-stack" novalidate (submit)="act(); $event.preventDefault()">
        <app-form-notices [submission]="submission" />
        <p>{{ 'extend.text' | t: { date: (invitation.expiresAt | when) } }}</p>
        <ui-field [label]="'extend.days' | t" [errors]="form.days | fieldErrors">
          <input uiInput type="number" inputmode="numeric" [formField]="form.days" />
        </ui-field>
      </form>
      <button actions type="button" class="ui-button" (click)="ref.close()">{{ 'acts.cancel' | t }}</button>
      <button actions type="submit" form="extend" class="ui-button ui-primary" [attr.aria-disabled]="form().submitting() || null">
        {{ 'acts.extend' | t }}
      </button>
    </ui-dialog-frame>
  `,
})
export class ExtendDialog {
  private readonly client = inject(MembersClient);
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);
  private readonly intention = new Intention();
  protected readonly ref = inject<MatDialogRef<ExtendDialog>>(MatDialogRef);
  protected readonly invitation = inject<Invitation>(MAT_DIALOG_DATA);
  protected readonly form = form(signal({ days: 14 }), (fields) => {
    required(fields.days);
    min(fields.days, 1);
    max(fields.days, 90);
  });
  protected readonly submission = new Submission(this.form);

  protected async act(): Promise<void> {
    const send = async () => {
      const days = this.form.days().value();
      const { invitation } = await this.client.invitation(this.invitation.id, 'extend', this.intention, { days });
      this.toasts.show(this.words.say('extend.done', { date: this.words.date(invitation.expiresAt) }));
    };
    if (await this.submission.send(send)) this.ref.close();
  }
}
