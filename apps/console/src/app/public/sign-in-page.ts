import { afterNextRender, Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, maxLength, minLength, pattern, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Control, Field } from '@placet/ui';
import { FieldErrorsPipe } from '../forms/field-errors-pipe.ts';
import { FormNotices } from '../forms/form-notices.ts';
import { Submission } from '../forms/submission.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { Preferences } from '../preferences/preferences.ts';
import { SessionStore } from '../session/session-store.ts';
import { localPath } from './local-path.ts';
import { PublicFrame } from './public-frame.ts';

/** Workspace, username, and password or PIN. The answer to a wrong one never says which part was wrong. */
@Component({
  selector: 'app-sign-in-page',
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PublicFrame, RouterLink],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  /** A link may carry the workspace. */
  readonly workspace = input<string>();
  /** Where the reader wanted to go. */
  readonly next = input<string>();
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly preferences = inject(Preferences);
  protected readonly method = signal<'password' | 'pin'>('password');
  protected readonly isPin = computed(() => this.method() === 'pin');
  private readonly remembered = this.preferences.signIn();
  protected readonly model = signal({
    workspace: this.remembered?.workspace ?? '',
    username: this.remembered?.username ?? '',
    secret: '',
    remember: this.remembered !== undefined,
  });
  protected readonly form = form(this.model, (fields) => {
    required(fields.workspace);
    pattern(fields.workspace, /^\s*[a-zA-Z][a-zA-Z0-9-]{1,39}\s*$/u);
    required(fields.username);
    maxLength(fields.username, 254);
    required(fields.secret);
    minLength(fields.secret, () => (this.isPin() ? 6 : undefined));
  });
  protected readonly submission = new Submission(this.form);

  constructor() {
    afterNextRender(() => {
      const slug = this.workspace();
      if (slug) this.model.update((model) => ({ ...model, workspace: slug }));
      const { workspace, username } = this.model();
      const first = workspace === '' ? this.form.workspace : username === '' ? this.form.username : this.form.secret;
      first().focusBoundControl();
    });
  }
  protected async signIn(): Promise<void> {
    const { workspace, username, secret, remember } = this.model();
    const slug = workspace.trim().toLowerCase();
    const isIn = await this.submission.send(async () => {
      const { next } = await this.session.signIn({ workspace: slug, username: username.trim(), password: secret });
      if (next === 'change_secret') this.session.keepForChange(secret);
      await this.session.load();
    });
    if (this.submission.problem()?.code === 'workspace_suspended') await this.router.navigateByUrl('/suspended');
    if (!isIn) return;
    this.preferences.signIn.set(remember ? { workspace: slug, username: username.trim() } : undefined);
    await this.router.navigateByUrl(localPath(this.next()));
  }
}
