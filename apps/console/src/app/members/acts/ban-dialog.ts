import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Control, Field } from '@placet/ui';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { MembersClient } from '../members-client.ts';
import { ConfirmSelf } from './confirm-self.ts';
import { Leaving } from './leaving.ts';
import type { AboutPerson } from './member-acts.ts';
import { readPerson } from './person-read.ts';

const reasons = ['misuse', 'security', 'contract', 'investigation', 'other'] as const;

/** Bans a member, with a reason from the list or in own words and an optional end. Closes with true once it is done. */
@Component({
  selector: 'app-ban-dialog',
  imports: [ConfirmSelf, Control, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, Leaving, MessagePipe],
  templateUrl: './ban-dialog.html',
})
export class BanDialog {
  private readonly client = inject(MembersClient);
  private readonly words = inject(Words);
  private readonly intention = new Intention();
  protected readonly ref = inject<MatDialogRef<BanDialog, boolean>>(MatDialogRef);
  protected readonly person = inject<AboutPerson>(MAT_DIALOG_DATA).person;
  protected readonly read = readPerson(this.person);
  protected readonly reasons = reasons;
  protected readonly form = form(signal({ kind: '', reason: '', until: '' }), (fields) => {
    required(fields.kind);
    required(fields.reason, { when: ({ valueOf }) => valueOf(fields.kind) === 'other' });
    maxLength(fields.reason, 400);
    validate(fields.until, ({ value }) => (value() && endOf(value()) <= new Date() ? { kind: 'in_the_past' } : undefined));
  });
  protected readonly submission = new Submission(this.form);
  protected readonly mustConfirm = computed(() => this.submission.problem()?.code === 'recent_sign_in_needed');

  protected reasonName(reason: string): string {
    return this.words.say(`ban.reason.${reason}` as MessageKey);
  }
  protected async act(): Promise<void> {
    const { kind, reason, until } = this.form().value();
    const words = [kind === 'other' ? '' : this.reasonName(kind), reason.trim()].filter(Boolean).join(': ');
    const body = { reason: words, ...(until ? { until: endOf(until).toISOString() } : {}) };
    const run = async () => void (await this.client.ban(this.person.id, body, this.intention));
    if (await this.submission.send(run)) this.ref.close(true);
  }
}

/** The end of that day where the reader is. */
const endOf = (date: string) => new Date(`${date}T23:59:59`);
