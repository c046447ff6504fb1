import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Banner, Control, Field } from '@placet/ui';
import { Conflict, Toasts, type VersionDifference } from '@placet/ui/console';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { WhenPipe } from '../../i18n/when-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { SessionStore } from '../../session/session-store.ts';
import { MemberChoices } from '../member-choices.ts';
import type { Member } from '../member-types.ts';
import { PersonDetails } from '../pieces/person-details.ts';
import { MembersClient } from '../members-client.ts';
import { changedFields, type Profile, profileChange, profileForm, profileOf } from './member-form.ts';
import { MemberStore } from './member-store.ts';

const nobody = { firstName: '', lastName: '', language: 'en' } as Member;

/** The tab of a member's own facts. */
@Component({
  selector: 'app-member-profile',
  imports: [Banner, Conflict, Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, PersonDetails, RouterLink, WhenPipe],
  templateUrl: './member-profile.html',
  styleUrl: './member-profile.scss',
})
export class MemberProfile {
  private readonly client = inject(MembersClient);
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);
  private readonly intention = new Intention();
  protected readonly store = inject(MemberStore);
  protected readonly choices = inject(MemberChoices);
  protected readonly member = computed(() => this.store.member() ?? nobody);
  /** What the form began with: edits are told from it, and its version is what is sent. */
  private readonly base = signal<Member>(nobody);
  private readonly model = signal<Profile>(profileOf(nobody));
  protected readonly mayEdit = computed(() => this.member().actions?.edit?.allowed === true);
  private readonly isManaged = computed(() => this.member().managedBy !== undefined);
  protected readonly form = profileForm(this.model, this.mayEdit, this.isManaged);
  protected readonly mayOpenDirectory = computed(() => this.session.can('directory.read'));
  /** Beside each field that only the directory changes. */
  protected readonly kept = computed(() => {
    const name = this.member().managedBy?.name;
    return name && this.words.say('member.keptBy', { name });
  });
  protected readonly emailHint = computed(() => {
    const { email, emailVerified } = this.member();
    const proof = email && this.words.say(emailVerified ? 'member.verified' : 'member.unverified');
    return [proof, this.kept()].filter(Boolean).join(' · ') || undefined;
  });
  protected readonly submission = new Submission(this.form);
  protected readonly isChanged = computed(() => changedFields(profileOf(this.base()), this.model()).length > 0);
  protected readonly conflict = computed(
    () => this.submission.problem()?.status === 412 && this.store.member()?.version !== this.base().version,
  );

  protected readonly kindName = computed(() => this.words.sayIfKnown(`kind.${this.member().kind}`, {}, ''));
  protected readonly doorName = computed(() => this.words.sayIfKnown(`door.${this.member().origin}`, {}, ''));
  protected readonly credentialName = computed(() => {
    const { kind, changeRequired } = this.member().credential ?? { kind: 'none', changeRequired: false };
    const name = this.words.say(`credential.${kind}`);
    return changeRequired ? this.words.say('credential.mustChange', { name }) : name;
  });

  constructor() {
    effect(() => {
      const member = this.store.member();
      if (member) untracked(() => this.meet(member));
    });
  }
  protected async save(member = this.base()): Promise<void> {
    const change = profileChange(profileOf(this.base()), this.model());
    const send = async () => {
      const saved = (await this.client.edit(member.id, change, member.version, this.intention)).member;
      this.begin(saved);
      this.toasts.show(this.words.say('member.saved'));
    };
    const isSent = await this.submission.send(send);
    if (!isSent && this.submission.problem()?.status === 412) this.store.resource.reload();
  }
  protected keepMine(): Promise<void> {
    return this.save(this.member());
  }
  protected takeTheirs(): void {
    this.begin(this.member());
  }
  protected differences(): readonly VersionDifference[] {
    const [before, theirs, mine] = [profileOf(this.base()), profileOf(this.member()), this.model()];
    const own = changedFields(before, mine);
    const names = new Set([...own, ...changedFields(before, theirs)]);
    return [...names].map((name) => ({
      field: this.words.say(`form.${name}` as MessageKey),
      ...(own.includes(name) ? { mine: this.said(name, mine) } : {}),
      theirs: this.said(name, theirs),
    }));
  }
  protected reset(): void {
    this.begin(this.member());
  }
  private said(name: keyof Profile, profile: Profile): string {
    const value = profile[name];
    if (name === 'seniority') return this.choices.seniorities().find(({ id }) => id === value)?.name ?? '';
    if (name === 'language') return this.choices.languageName(value as string);
    return typeof value === 'string' ? value : Object.values(value).filter(Boolean).join(', ');
  }
  /** A newer version arrives: nothing typed is lost, and whoever typed nothing sees it. */
  private meet(member: Member): void {
    if (member.id !== this.base().id || !this.isChanged()) this.begin(member);
  }
  private begin(member: Member): void {
    this.base.set(member);
    this.model.set(profileOf(member));
    this.form().reset();
    this.submission.problem.set(undefined);
  }
}
