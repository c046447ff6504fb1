import { Component, computed, effect, inject, output, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { Control, Field } from '@placet/ui';
import { type Choice, Choices, SecretOnce, Toasts } from '@placet/ui/console';
import { Drawer } from '@placet/ui/drawer';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { ProblemView } from '../../states/problem-view.ts';
import { MemberChoices } from '../member-choices.ts';
import type { MemberChanged, OnFull } from '../member-types.ts';
import { MembersClient } from '../members-client.ts';
import { NoSeat } from '../pieces/no-seat.ts';
import { PersonDetails } from '../pieces/person-details.ts';
import { RoleChoices } from '../pieces/role-choices.ts';
import { AddDraft } from './add-draft.ts';
import { KnownMember } from './known-member.ts';
import { newMemberBody, signInChoices, signInOf } from './new-member-body.ts';
import { newMemberForm } from './new-member-form.ts';

/** What follows a saved member. */
export type After = 'close' | 'another' | 'details';

/** Adds a member: person, role, place, sign-in. */
@Component({
  selector: 'app-add-drawer',
  imports: [
    Choices,
    Control,
    Drawer,
    Field,
    FieldErrorsPipe,
    FormField,
    FormNotices,
    KnownMember,
    MessagePipe,
    NoSeat,
    PersonDetails,
    ProblemView,
    SecretOnce,
  ],
  templateUrl: './add-drawer.html',
  styleUrl: './add-drawer.scss',
  providers: [RoleChoices],
})
export class AddDrawer {
  private readonly client = inject(MembersClient);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly words = inject(Words);
  private readonly intention = new Intention();
  protected readonly choices = inject(MemberChoices);
  protected readonly role = inject(RoleChoices);
  protected readonly draft = inject(AddDraft);
  readonly closed = output();
  protected readonly form = newMemberForm(this.draft.model);
  protected readonly submission = new Submission(this.form);
  protected readonly made = signal<MemberChanged | undefined>(undefined);
  private readonly after = signal<After>('close');
  protected readonly noSeat = computed(() => {
    const problem = this.submission.problem();
    return problem?.code === 'no_seat_left' ? problem : undefined;
  });
  protected readonly ways = computed(() => signInChoices(this.draft.model()));
  protected readonly way = computed(() => signInOf(this.draft.model()));
  protected readonly grantedSites = computed<readonly Choice[]>(() =>
    this.role.sites().filter(({ value }) => this.draft.model().siteIds.includes(value)),
  );

  constructor() {
    this.draft.open();
    effect(() => {
      const member = this.choices.groups().find(({ builtIn }) => builtIn === 'member');
      const isFree = this.role.groups().some(({ value, blocked }) => value === member?.id && !blocked);
      if (member && isFree) untracked(() => this.draft.propose(member.id));
    });
  }
  protected async save(after: After, onFull?: OnFull): Promise<void> {
    this.after.set(after);
    const add = async () => this.made.set(await this.client.add(newMemberBody(this.draft.model(), onFull), this.intention));
    if (!(await this.submission.send(add))) return;
    if (!this.made()?.secret) this.goOn();
  }
  /** Again after a refusal, in the way that was chosen first. */
  protected saveAgain(onFull: OnFull): Promise<void> {
    return this.save(this.after(), onFull);
  }
  /** After the secret was seen, or at once where there is none. */
  protected goOn(): void {
    const added = this.made()?.member;
    if (!added) return;
    this.made.set(undefined);
    const text = this.words.say(`add.done.${added.state}` as MessageKey, { name: added.displayName, code: added.userCode });
    if (this.after() === 'another') this.draft.next();
    else this.draft.clear();
    this.form().reset();
    if (this.after() === 'details') void this.router.navigate(['/members', added.id]);
    else {
      this.toasts.show(text, { label: this.words.say('known.open'), run: () => void this.router.navigate(['/members', added.id]) });
      if (this.after() === 'close') this.closed.emit();
      else this.form.firstName().focusBoundControl();
    }
  }
  protected discard(): void {
    if (this.made()) return this.goOn();
    this.draft.clear();
    this.closed.emit();
  }
  protected setWay(way: string): void {
    this.draft.model.update((model) => ({ ...model, signIn: way as typeof model.signIn }));
  }
  protected wayName(way: string): string {
    return this.words.say(`signInBy.${way}` as MessageKey);
  }
  protected wayHint(way: string): string {
    return this.words.say(`signInBy.${way}.hint` as MessageKey);
  }
  protected secretName(kind: string): string {
    return this.words.say(`secret.${kind}` as MessageKey);
  }
}
