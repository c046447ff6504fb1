import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Control, Field } from '@placet/ui';
import { Api } from '../api/api.ts';
import { Intention } from '../api/intention.ts';
import { FieldErrorsPipe } from '../forms/field-errors-pipe.ts';
import { FormNotices } from '../forms/form-notices.ts';
import { Submission } from '../forms/submission.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { takeLinkToken } from './link-token.ts';
import { newPassword } from './new-secret.ts';
import { PublicFrame } from './public-frame.ts';

/** A new password, by a mailed link. */
@Component({
  selector: 'app-reset-page',
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PublicFrame, RouterLink],
  templateUrl: './reset-page.html',
  styleUrl: './reset-page.scss',
})
export class ResetPage {
  private readonly api = inject(Api);
  private readonly intention = new Intention();
  private readonly token = takeLinkToken();
  protected readonly isDone = signal(false);
  protected readonly model = signal({ password: '' });
  protected readonly form = form(this.model, (fields) => newPassword(fields.password));
  protected readonly submission = new Submission(this.form);
  /** The link is missing, over or used: only a new one helps. */
  protected readonly isDead = computed(() => this.token === '' || this.submission.problem()?.status === 410);

  protected async save(): Promise<void> {
    const body = { token: this.token, password: this.model().password };
    const isDone = await this.submission.send(() =>
      this.api.send({ method: 'POST', path: '/password-resets/complete', body, intention: this.intention, anonymous: true }),
    );
    this.isDone.set(isDone);
  }
}
