import { HttpClient } from '@angular/common/http';
import { inject, Injectable, type Type } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Toasts } from '@placet/ui/console';
import { firstValueFrom } from 'rxjs';
import { apiBase } from '../../api/api.ts';
import { Intention } from '../../api/intention.ts';
import { type Problem, problemOf } from '../../api/problem.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Words } from '../../i18n/words.ts';
import { ProblemWords } from '../../states/problem-words.ts';
import type { Member, Person } from '../member-types.ts';
import { MembersClient, type PlainAct } from '../members-client.ts';
import type { Asked } from './ask-dialog.ts';

/** What a dialog about one person is opened with. */
export interface AboutPerson {
  readonly person: Person;
  /** A refusal that led here, to begin with. */
  readonly refusal?: Problem;
}

/** Everything that can be done with a member: opens the dialog that says the consequence first, and reports afterwards. */
@Injectable({ providedIn: 'root' })
export class MemberActs {
  private readonly dialog = inject(MatDialog);
  private readonly client = inject(MembersClient);
  private readonly http = inject(HttpClient);
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  private readonly toasts = inject(Toasts);

  async deactivate(person: Person): Promise<void> {
    const { DeactivateDialog } = await import('./deactivate-dialog.ts');
    if (await this.open(DeactivateDialog, { person })) this.offerUndo(person);
  }
  async reactivate(person: Person, refusal?: Problem): Promise<void> {
    const { ReactivateDialog } = await import('./reactivate-dialog.ts');
    const state = await this.open(ReactivateDialog, { person, ...(refusal ? { refusal } : {}) });
    if (state) this.say(`acts.reactivated.${state as string}`, person);
  }
  async ban(person: Person): Promise<void> {
    const { BanDialog } = await import('./ban-dialog.ts');
    if (await this.open(BanDialog, { person })) this.say('acts.banned', person);
  }
  async liftBan(person: Person): Promise<void> {
    const { LiftDialog } = await import('./lift-dialog.ts');
    if (await this.open(LiftDialog, { person })) this.say('acts.lifted', person);
  }
  async reset(person: Person): Promise<void> {
    const member = await this.read(person);
    if (!member) return;
    const getsMail = Boolean(member.email) && member.credential.kind !== 'pin';
    await this.plain(person, 'reset-secret', getsMail ? 'resetByMail' : 'resetByHand');
  }
  async requireChange(person: Person): Promise<void> {
    await this.plain(person, 'require-secret-change', 'requireChange');
  }
  async signOut(person: Person): Promise<void> {
    await this.plain(person, 'sign-out', 'signOut');
  }
  async resend(person: Person): Promise<void> {
    const invitationId = (await this.read(person))?.invitationId;
    if (!invitationId) return;
    const intention = new Intention();
    await this.ask(person, 'resend', async () => void (await this.client.invitation(invitationId, 'resend', intention)));
  }
  /** Asks by `ask.<act>.{title,text,button}`, acts, shows a secret once, and says `ask.<act>.done`. */
  async ask(person: Person, act: string, run: Asked['run'], isDanger = false): Promise<boolean> {
    const { AskDialog } = await import('./ask-dialog.ts');
    const isDone = await this.open(AskDialog, { person, act, run, isDanger });
    if (isDone === 'done') this.say(`ask.${act}.done`, person);
    return Boolean(isDone);
  }

  private async plain(person: Person, act: PlainAct, words: string): Promise<void> {
    const intention = new Intention();
    await this.ask(person, words, async () => (await this.client.plain(person.id, act, intention)).secret);
  }
  private async open(dialog: Type<unknown>, data: AboutPerson | Asked): Promise<unknown> {
    return firstValueFrom(this.dialog.open(dialog, { data, width: '480px', autoFocus: 'dialog', restoreFocus: true }).afterClosed());
  }
  private async read({ id }: Person): Promise<Member | undefined> {
    try {
      return await firstValueFrom(this.http.get<Member>(`${apiBase}/members/${id}`));
    } catch (error) {
      this.toasts.show(this.problemWords.sentence(problemOf(error)));
      return undefined;
    }
  }
  private say(key: string, { displayName }: Person): void {
    this.toasts.show(this.words.say(key as MessageKey, { name: bare(displayName) }));
  }
  private offerUndo(person: Person): void {
    const text = this.words.say('acts.deactivated', { name: bare(person.displayName) });
    this.toasts.show(text, { label: this.words.say('acts.undo'), run: () => void this.undo(person) });
  }
  /** A reactivation: it claims a seat again, and says so where the seat is gone. */
  private async undo(person: Person): Promise<void> {
    try {
      const { member } = await this.client.reactivate(person.id, { onFull: 'refuse' }, new Intention());
      this.say(`acts.reactivated.${member.state}`, member);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'no_seat_left') await this.reactivate(person, problem);
      else this.toasts.show(this.problemWords.sentence(problem));
    }
  }
}

/** The name without "(inactive)", for sentences about what just changed that. */
const bare = (displayName: string) => displayName.replace(/ \([^)]*\)$/u, '');
