import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Banner } from '@placet/ui';
import { SecretOnce } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { type Problem, problemOf } from '../../api/problem.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { ProblemWords } from '../../states/problem-words.ts';
import type { MemberSecret, Person } from '../member-types.ts';

/** An act without further words; `run` may bring a secret, which is shown once. */
export interface Asked {
  readonly person: Person;
  /** The part of the keys: `ask.<act>.title`, `.text`, `.button`, `.done`. */
  readonly act: string;
  readonly isDanger: boolean;
  readonly run: () => Promise<MemberSecret | undefined | void>;
}

/** Says what will happen, then does it. Closes with `done`, or `shown` after a secret. */
@Component({
  selector: 'app-ask-dialog',
  imports: [Banner, DialogFrame, MessagePipe, SecretOnce],
  template: `
    <ui-dialog-frame [heading]="say('title')">
      <div class="ui-stack">
        @if (problem(); as refused) {
          <ui-banner tone="danger">{{ sentence() }}</ui-banner>
        }
        @if (secret(); as made) {
          <ui-secret-once [label]="secretLabel()" [secret]="made.value" [printable]="made.kind !== 'activation_link'">{{
            asked.person.displayName
          }}</ui-secret-once>
        } @else {
          <p>{{ say('text') }}</p>
        }
      </div>
      <ng-container actions>
        @if (secret()) {
          <button type="button" class="ui-button ui-primary" (click)="ref.close('shown')">{{ 'acts.done' | t }}</button>
        } @else {
          <button type="button" class="ui-button" (click)="ref.close()">{{ 'acts.cancel' | t }}</button>
          <button
            type="button"
            class="ui-button"
            [class.ui-primary]="!asked.isDanger"
            [class.ui-danger]="asked.isDanger"
            [attr.aria-disabled]="busy() || null"
            (click)="act()"
          >
            {{ say('button') }}
          </button>
        }
      </ng-container>
    </ui-dialog-frame>
  `,
})
export class AskDialog {
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  protected readonly asked = inject<Asked>(MAT_DIALOG_DATA);
  protected readonly ref = inject<MatDialogRef<AskDialog, 'done' | 'shown'>>(MatDialogRef);
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly secret = signal<MemberSecret | undefined>(undefined);
  protected readonly sentence = computed(() => {
    const problem = this.problem();
    return problem && this.problemWords.sentence(problem);
  });
  protected readonly secretLabel = computed(() => this.words.say(`secret.${this.secret()?.kind ?? 'pin'}` as MessageKey));

  protected say(part: string): string {
    return this.words.say(`ask.${this.asked.act}.${part}` as MessageKey, { name: this.asked.person.displayName });
  }
  protected async act(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const secret = await this.asked.run();
      if (secret) this.keep(secret);
      else this.ref.close('done');
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }
  /** From now on only the button closes: a click beside the dialog must not lose what is shown once. */
  private keep(secret: MemberSecret): void {
    this.ref.disableClose = true;
    this.secret.set(secret);
  }
}
