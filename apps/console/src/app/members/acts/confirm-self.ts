import { Component, inject, output, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { Control, Field } from '@placet/ui';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { MembersClient } from '../members-client.ts';

/** Asks for the own password again where an act needs a sign-in that is minutes old; what was typed beside it stays. */
@Component({
  selector: 'app-confirm-self',
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe],
  template: `
    <form class="ui-stack" novalidate (submit)="confirm(); $event.preventDefault()">
      <app-form-notices [submission]="submission" />
      <p>{{ 'confirm.text' | t }}</p>
      <ui-field [label]="'confirm.password' | t" [errors]="form.password | fieldErrors">
        <input uiInput type="password" autocomplete="current-password" [formField]="form.password" />
      </ui-field>
      <div>
        <button type="submit" class="ui-button ui-primary" [attr.aria-disabled]="form().submitting() || null">
          {{ 'confirm.go' | t }}
        </button>
      </div>
    </form>
  `,
})
export class ConfirmSelf {
  private readonly client = inject(MembersClient);
  readonly confirmed = output();
  protected readonly form = form(signal({ password: '' }), (fields) => required(fields.password));
  protected readonly submission = new Submission(this.form);

  protected async confirm(): Promise<void> {
    if (await this.submission.send(() => this.client.confirm(this.form.password().value()))) this.confirmed.emit();
  }
}
