import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Control, Field } from '@placet/ui';
import { SecretOnce } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { Intention } from '../../api/intention.ts';
import { FieldErrorsPipe } from '../../forms/field-errors-pipe.ts';
import { FormNotices } from '../../forms/form-notices.ts';
import { Submission } from '../../forms/submission.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { SeatsStore } from '../../seats/seats-store.ts';
import type { MemberChanged, OnFull } from '../member-types.ts';
import { MembersClient } from '../members-client.ts';
import { NoSeat } from '../pieces/no-seat.ts';
import type { AboutPerson } from './member-acts.ts';
import { readPerson } from './person-read.ts';

/** Brings a member back; claims the seats of his access again, or offers the ways out. Closes with the state that he came to. */
@Component({
  selector: 'app-reactivate-dialog',
  imports: [Control, DialogFrame, Field, FieldErrorsPipe, FormField, FormNotices, MessagePipe, NoSeat, SecretOnce],
  template: `
    <ui-dialog-frame [heading]="'reactivate.title' | t: { name: person.displayName }">
      @if (made(); as done) {
        <ui-secret-once [label]="'secret.activation_link' | t" [secret]="done.secret?.value ?? ''" [printable]="false">{{
          done.member.displayName
        }}</ui-secret-once>
      }
      <form id="reactivate" class="ui-stack" novalidate [hidden]="made()" (submit)="act(); $event.preventDefault()">
        @if (noSeat(); as refusal) {
          <app-no-seat [problem]="refusal" (chosen)="act($event)" (left)="ref.close()" />
        } @else {
          <app-form-notices [submission]="submission" />
          <p>{{ products() ? ('reactivate.text' | t: { products: products() }) : ('reactivate.textNone' | t) }}</p>
        }
        @if (needsUsername()) {
          <ui-field [label]="'form.username' | t" [hint]="'reactivate.username' | t" [errors]="form.username | fieldErrors">
            <input uiInput autocapitalize="none" spellcheck="false" [formField]="form.username" />
          </ui-field>
        }
      </form>
      <ng-container actions>
        @if (made(); as done) {
          <button type="button" class="ui-button ui-primary" (click)="ref.close(done.member.state)">{{ 'acts.done' | t }}</button>
        } @else {
          <button type="button" class="ui-button" (click)="ref.close()">{{ 'acts.cancel' | t }}</button>
          <button type="submit" form="reactivate" class="ui-button ui-primary" [attr.aria-disabled]="form().submitting() || null">
            {{ 'acts.reactivate' | t }}
          </button>
        }
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class ReactivateDialog {
  private readonly client = inject(MembersClient);
  private readonly words = inject(Words);
  private readonly pools = inject(SeatsStore).pools;
  private readonly intention = new Intention();
  private readonly about = inject<AboutPerson>(MAT_DIALOG_DATA);
  protected readonly ref = inject<MatDialogRef<ReactivateDialog, MemberChanged['member']['state']>>(MatDialogRef);
  protected readonly person = this.about.person;
  private readonly read = readPerson(this.person);
  /** What is to be handed over: a link, where no mail can carry it. */
  protected readonly made = signal<MemberChanged | undefined>(undefined);
  protected readonly form = form(signal({ username: '' }), (fields) => maxLength(fields.username, 100));
  protected readonly submission = new Submission(this.form);
  protected readonly noSeat = computed(() => {
    const problem = this.submission.problem() ?? (this.submission.attempt() ? undefined : this.about.refusal);
    return problem?.code === 'no_seat_left' ? problem : undefined;
  });
  protected readonly needsUsername = computed(
    () => this.submission.problem()?.code === 'username_needed' || (this.read.hasValue() && this.read.value().username === ''),
  );
  protected readonly products = computed(() => {
    const codes = this.read.hasValue() ? this.read.value().products : [];
    return this.words.list(codes.map((code) => this.pools().find(({ product }) => product === code)?.name ?? code));
  });

  protected async act(onFull: OnFull = 'refuse'): Promise<void> {
    const username = this.form.username().value().trim();
    const body = { ...(username ? { username } : {}), onFull };
    const send = async () => {
      const done = await this.client.reactivate(this.person.id, body, this.intention);
      if (!done.secret) return this.ref.close(done.member.state);
      // Only the button closes from now on: what is shown once must not be lost by a click beside it.
      this.ref.disableClose = true;
      this.made.set(done);
    };
    await this.submission.send(send);
  }
}
