import { httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { form, FormField, validate } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Control, Field } from '@placet/ui';
import { type Choice, Choices } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { debounceTime, distinctUntilChanged, map } from 'rxjs';
import { apiBase } from '../../api/api.ts';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { ConfirmSelf } from '../../members/acts/confirm-self.ts';
import type { MemberLine, MembersPageOf } from '../../members/member-types.ts';
import { DirectoryClient } from '../directory-client.ts';

const typingPause = 250;

/** Names members whom a connection may take over: searched by name, ticked, allowed. */
@Component({
  selector: 'app-allow-dialog',
  imports: [Choices, ConfirmSelf, Control, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe],
  templateUrl: './allow-dialog.html',
})
export class AllowDialog {
  private readonly client = inject(DirectoryClient);
  private readonly words = inject(Words);
  private readonly intention = new Intention();
  private readonly connectionId = inject<string>(MAT_DIALOG_DATA);
  protected readonly ref = inject<MatDialogRef<AllowDialog>>(MatDialogRef);
  protected readonly typed = signal('');
  private readonly asked = toSignal(
    toObservable(this.typed).pipe(
      map((text) => text.trim()),
      debounceTime(typingPause),
      distinctUntilChanged(),
    ),
    { initialValue: '' },
  );
  private readonly found = httpResource<MembersPageOf>(() =>
    this.asked() ? { url: `${apiBase}/members`, params: { q: this.asked(), limit: 10 } } : undefined,
  );
  protected readonly isNobody = computed(() => this.asked() !== '' && this.found.hasValue() && !this.found.value().items.length);
  /** Those who are ticked stay in view when something else is searched. */
  private readonly known = new Map<string, Choice>();
  protected readonly form = form(signal<{ memberIds: readonly string[] }>({ memberIds: [] }), (fields) => {
    validate(fields.memberIds, ({ value }) => (value().length ? undefined : { kind: 'required' }));
  });
  protected readonly submission = new Submission(this.form);
  protected readonly mustConfirm = computed(() => this.submission.problem()?.code === 'recent_sign_in_needed');
  protected readonly people = computed<readonly Choice[]>(() => {
    const found = this.found.hasValue() ? this.found.value().items.map((member) => this.choiceOf(member)) : [];
    for (const choice of found) this.known.set(choice.value, choice);
    const ticked = this.form.memberIds().value().filter((id) => !found.some(({ value }) => value === id)); // prettier-ignore
    return [...ticked.flatMap((id) => this.known.get(id) ?? []), ...found];
  });

  protected async act(): Promise<void> {
    const memberIds = [...this.form.memberIds().value()];
    const isSent = await this.submission.send(() => this.client.allowAdoption(this.connectionId, memberIds, this.intention));
    if (isSent) this.ref.close();
  }
  private choiceOf({ id, displayName, email, username, managedBy }: MemberLine): Choice {
    const blocked = managedBy && this.words.say('adoption.managed', { name: managedBy.name });
    return { value: id, label: displayName, hint: email ?? username, ...(blocked ? { blocked } : {}) };
  }
}
