import { afterNextRender, Component, inject, input, signal } from '@angular/core';
import { form, FormField, maxLength, pattern, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Control, Field } from '@placet/ui';
import { Api } from '../api/api.ts';
import { Intention } from '../api/intention.ts';
import { FieldErrorsPipe } from '../forms/field-errors-pipe.ts';
import { FormNotices } from '../forms/form-notices.ts';
import { Submission } from '../forms/submission.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Preferences } from '../preferences/preferences.ts';
import { PublicFrame } from './public-frame.ts';

/** Asks for a reset mail. The answer is the same for every address. */
@Component({
  selector: 'app-forgot-page',
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PublicFrame, RouterLink],
  templateUrl: './forgot-page.html',
  styleUrl: './forgot-page.scss',
})
export class ForgotPage {
  readonly workspace = input<string>();
  private readonly api = inject(Api);
  private readonly intention = new Intention();
  private readonly remembered = inject(Preferences).signIn();
  protected readonly isSent = signal(false);
  protected readonly model = signal({ workspace: this.remembered?.workspace ?? '', username: this.remembered?.username ?? '' });
  protected readonly form = form(this.model, (fields) => {
    required(fields.workspace);
    pattern(fields.workspace, /^\s*[a-zA-Z][a-zA-Z0-9-]{1,39}\s*$/u);
    required(fields.username);
    maxLength(fields.username, 254);
  });
  protected readonly submission = new Submission(this.form);

  constructor() {
    afterNextRender(() => {
      const slug = this.workspace();
      if (slug) this.model.update((model) => ({ ...model, workspace: slug }));
    });
  }
  protected async ask(): Promise<void> {
    const { workspace, username } = this.model();
    const body = { workspace: workspace.trim().toLowerCase(), username: username.trim() };
    const isSent = await this.submission.send(() =>
      this.api.send({ method: 'POST', path: '/password-resets', body, intention: this.intention, anonymous: true }),
    );
    this.isSent.set(isSent);
  }
}
