import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Banner } from '@placet/ui';
import { Toasts } from '@placet/ui/console';
import { DialogFrame } from '@placet/ui/dialog';
import { type Problem, problemOf } from '../../api/problem.ts';
import { MessagePipe } from '../../i18n/message-pipe.ts';
import { Words } from '../../i18n/words.ts';
import { ConfirmSelf } from '../../members/acts/confirm-self.ts';
import { ProblemWords } from '../../states/problem-words.ts';
import { DirectoryClient, type Decision } from '../directory-client.ts';

/** A decision about whom the brake of a connection holds. */
export interface ToDecide {
  readonly connectionId: string;
  readonly decision: Decision['decision'];
  /** how many it is about */
  readonly count: number;
  /** absent: all of them */
  readonly ids?: readonly string[];
}

/** Says what the decision does, then does it. Many are let through in steps, which can be stopped after each. */
@Component({
  selector: 'app-decide-dialog',
  imports: [Banner, ConfirmSelf, DialogFrame, MessagePipe],
  templateUrl: './decide-dialog.html',
  styles: `
    progress {
      width: 100%;
      accent-color: var(--accent);
    }
  `,
})
export class DecideDialog {
  private readonly client = inject(DirectoryClient);
  private readonly words = inject(Words);
  private readonly problemWords = inject(ProblemWords);
  private readonly toasts = inject(Toasts);
  protected readonly asked = inject<ToDecide>(MAT_DIALOG_DATA);
  protected readonly ref = inject<MatDialogRef<DecideDialog>>(MatDialogRef);
  protected readonly busy = signal(false);
  protected readonly isStopping = signal(false);
  protected readonly done = signal(0);
  /** Set once nothing more can be done although some are left. */
  protected readonly failed = signal(0);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly mustConfirm = computed(() => this.problem()?.code === 'recent_sign_in_needed');
  protected readonly sentence = computed(() => {
    const problem = this.problem();
    return problem && this.problemWords.sentence(problem);
  });

  protected async act(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.isStopping.set(false);
    this.problem.set(undefined);
    this.ref.disableClose = true; // what is under way stays in view: `stop` ends it
    try {
      await this.goOn();
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
      this.ref.disableClose = false;
    }
  }
  private async goOn(): Promise<void> {
    const { connectionId, decision, ids, count } = this.asked;
    for (;;) {
      const { done, failed, left } = await this.client.decideHeld(connectionId, { decision, ...(ids ? { ids: [...ids] } : {}) });
      this.done.update((before) => before + done);
      const isThrough = ids !== undefined || decision === 'refuse' || left <= failed || done === 0;
      if (isThrough && failed) return this.failed.set(failed);
      if (isThrough || this.isStopping()) break;
    }
    const said = decision === 'refuse' ? 'held.refused' : this.done() < count ? 'held.stopped' : 'held.released';
    this.toasts.show(this.words.say(said, { done: this.done(), count }));
    this.ref.close();
  }
}
