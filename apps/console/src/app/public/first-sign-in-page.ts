import { Component, computed, inject, signal } from '@angular/core';
import { applyWhen, form, FormField, required, schema } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { Control, Field } from '@placet/ui';
import { Api } from '../api/api.ts';
import { Intention } from '../api/intention.ts';
import { FieldErrorsPipe } from '../forms/field-errors-pipe.ts';
import { FormNotices } from '../forms/form-notices.ts';
import { Submission } from '../forms/submission.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SessionStore } from '../session/session-store.ts';
import { newPassword, newPin } from './new-secret.ts';
import { PublicFrame } from './public-frame.ts';

/** The first sign-in: an own PIN or password, the language, the default site. Nothing else opens before. */
@Component({
  selector: 'app-first-sign-in-page',
  imports: [Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PublicFrame],
  templateUrl: './first-sign-in-page.html',
  styleUrl: './first-sign-in-page.scss',
})
export class FirstSignInPage {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly languages = inject(LanguageSwitch);
  private readonly intention = new Intention();
  private readonly typed = this.session.takeTyped();
  protected readonly me = this.session.me;
  protected readonly isPin = computed(() => this.me()?.secretKind === 'pin');
  protected readonly asksCurrent = this.typed === '';
  protected readonly model = signal({
    current: this.typed,
    next: '',
    language: this.languages.current() as string,
    defaultSiteId: this.me()?.member.defaultSiteId ?? '',
  });
  protected readonly form = form(this.model, (fields) => {
    required(fields.current);
    applyWhen(fields.next, () => this.isPin(), schema(newPin));
    applyWhen(fields.next, () => !this.isPin(), schema(newPassword));
  });
  protected readonly submission = new Submission(this.form);

  protected async save(): Promise<void> {
    const { current, next, language, defaultSiteId } = this.model();
    const body = { current, next, language, ...(defaultSiteId ? { defaultSiteId } : {}) };
    const isSaved = await this.submission.send(async () => {
      await this.api.send({ method: 'POST', path: '/me/secret', body, intention: this.intention });
      await this.session.reload();
    });
    if (isSaved) await this.router.navigateByUrl('/');
  }
  protected speak(language: string): void {
    void this.languages.choose(language === 'fr' ? 'fr' : 'en');
  }
  protected async leave(): Promise<void> {
    await this.session.signOut();
    await this.router.navigateByUrl('/sign-in');
  }
}
