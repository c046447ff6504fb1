import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Control, Failed, Field, Skeleton } from '@placet/ui';
import { FieldErrorsPipe } from '../forms/field-errors-pipe.ts';
import { FormNotices } from '../forms/form-notices.ts';
import { Submission } from '../forms/submission.ts';
import type { MessageKey } from '../i18n/message-key.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { LanguageSwitch } from '../i18n/language-switch.ts';
import { WhenPipe } from '../i18n/when-pipe.ts';
import { Words } from '../i18n/words.ts';
import { ProblemWords } from '../states/problem-words.ts';
import { InvitationStore, type InvitationView } from './invitation-store.ts';
import { takeLinkToken } from './link-token.ts';
import { newPassword } from './new-secret.ts';
import { PublicFrame } from './public-frame.ts';

const deadWords: Partial<Record<InvitationView, { title: MessageKey; text: MessageKey }>> = {
  expired: { title: 'invite.expiredTitle', text: 'invite.expired' },
  revoked: { title: 'invite.revokedTitle', text: 'invite.revoked' },
  used: { title: 'invite.usedTitle', text: 'invite.used' },
  replaced: { title: 'invite.replacedTitle', text: 'invite.replaced' },
  unvouched: { title: 'invite.unvouchedTitle', text: 'invite.unvouched' },
  unknown: { title: 'invite.unknownTitle', text: 'invite.unknown' },
};

/** Who invites to what, and the way in: names as they were given, an own password. */
@Component({
  selector: 'app-invite-page',
  imports: [Control, Failed, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PublicFrame, RouterLink, Skeleton, WhenPipe],
  templateUrl: './invite-page.html',
  styleUrl: './invite-page.scss',
  providers: [InvitationStore],
})
export class InvitePage {
  private readonly token = takeLinkToken();
  private readonly router = inject(Router);
  private readonly languages = inject(LanguageSwitch);
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  protected readonly store = inject(InvitationStore);
  protected readonly invitation = this.store.preview;
  protected readonly model = signal({ firstName: '', lastName: '', password: '' });
  protected readonly form = form(this.model, (fields) => {
    required(fields.firstName);
    maxLength(fields.firstName, 100);
    required(fields.lastName);
    maxLength(fields.lastName, 100);
    newPassword(fields.password);
  });
  protected readonly submission = new Submission(this.form);
  protected readonly groups = computed(() => this.words.list((this.invitation()?.groups ?? []).map((name) => this.groupName(name))));
  protected readonly dead = computed(() => deadWords[this.store.view()]);
  protected readonly failure = computed(() => {
    const problem = this.store.problem();
    return problem ? this.problemWords.sentence(problem) : '';
  });

  constructor() {
    void this.look();
  }
  protected async look(): Promise<void> {
    await this.store.look(this.token);
    const invitation = this.invitation();
    if (!invitation) return;
    this.model.update((model) => ({ ...model, firstName: invitation.firstName, lastName: invitation.lastName }));
    await this.languages.follow(invitation.language);
  }
  /** Only names are told to whoever is not in yet; those of built-in groups are said in the reader's language. */
  private groupName(name: string): string {
    return this.words.sayIfKnown(`group.${name.toLowerCase().replaceAll(' ', '_')}`, {}, name);
  }
  protected async accept(): Promise<void> {
    const { firstName, lastName, password } = this.model();
    const body = { token: this.token, firstName, lastName, password, language: this.languages.current() };
    if (await this.submission.send(() => this.store.accept(body))) await this.router.navigateByUrl('/');
  }
}
