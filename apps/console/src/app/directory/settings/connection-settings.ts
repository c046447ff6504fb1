import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Control, Field } from '@placet/ui';
import { Choices, Toasts } from '@placet/ui/console';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MemberActs } from '../../members/acts/member-acts.ts';
import { MemberChoices } from '../../members/member-choices.ts';
import { RoleChoices } from '../../members/pieces/role-choices.ts';
import { SessionStore } from '../../session/session-store.ts';
import { AdoptionList } from '../adoption/adoption-list.ts';
import { ConnectionStore } from '../connection/connection-store.ts';
import { DirectoryClient } from '../directory-client.ts';
import type { Connection } from '../directory-types.ts';
import { noSettings, rebased, settingsChange, settingsForm, settingsOf, type Settings } from './connection-form.ts';

/** What a connection does with whom it creates, when no seat is left, and when many are to go at once. */
@Component({
  selector: 'app-connection-settings',
  imports: [AdoptionList, Choices, Control, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe],
  templateUrl: './connection-settings.html',
  styleUrl: './connection-settings.scss',
  providers: [MemberChoices, RoleChoices],
})
export class ConnectionSettings {
  private readonly client = inject(DirectoryClient);
  private readonly acts = inject(MemberActs);
  private readonly session = inject(SessionStore);
  private readonly words = inject(Words);
  private readonly toasts = inject(Toasts);
  private readonly intention = new Intention();
  protected readonly store = inject(ConnectionStore);
  protected readonly choices = inject(MemberChoices);
  private readonly role = inject(RoleChoices);
  private readonly base = signal<Connection | undefined>(undefined);
  private readonly model = signal<Settings>(noSettings);
  protected readonly mayManage = computed(() => this.session.can('directory.manage'));
  protected readonly form = settingsForm(this.model, this.mayManage);
  protected readonly submission = new Submission(this.form);
  private readonly change = computed(() => {
    const base = this.base();
    return base ? settingsChange(settingsOf(base), this.model()) : {};
  });
  protected readonly isChanged = computed(() => Object.keys(this.change()).length > 0);
  /** A directory gives at most what a plain member has. */
  protected readonly groups = computed(() => {
    const memberRank = this.choices.groups().find(({ builtIn }) => builtIn === 'member')?.rank ?? 0;
    const above = new Set(this.choices.groups().filter(({ rank }) => rank > memberRank).map(({ id }) => id)); // prettier-ignore
    return this.role.groups().filter(({ value }) => !above.has(value));
  });
  protected readonly products = this.role.products;

  constructor() {
    effect(() => {
      const connection = this.store.connection();
      if (connection) untracked(() => this.take(connection));
    });
  }
  protected async save(): Promise<void> {
    const base = this.base();
    if (!base) return;
    await this.submission.send(async () => {
      const { connection } = await this.client.edit(base.id, this.change(), base.version, this.intention);
      this.begin(connection);
      this.toasts.show(this.words.say('member.saved'));
    });
    if (this.submission.problem()?.status === 412) this.store.resource.reload();
  }
  protected revert(): void {
    const connection = this.store.connection();
    if (connection) this.begin(connection);
  }
  protected turn({ id, name }: Connection, state: Connection['state']): void {
    const intention = new Intention();
    const run = async () => {
      const { version = 0 } = this.store.connection() ?? {};
      await this.client.edit(id, { state }, version, intention);
    };
    void this.acts.ask({ id, displayName: name }, state === 'off' ? 'turnOff' : 'turnOn', run, state === 'off');
  }
  /** A newer version goes under what was typed, so that the next save is about what is there now. */
  private take(connection: Connection): void {
    const base = this.base();
    if (connection.id !== base?.id || !this.isChanged()) return this.begin(connection);
    this.model.set(rebased(settingsOf(base), settingsOf(connection), this.model()));
    this.base.set(connection);
  }
  private begin(connection: Connection): void {
    this.base.set(connection);
    this.model.set(settingsOf(connection));
    this.form().reset();
    this.submission.problem.set(undefined);
  }
}
