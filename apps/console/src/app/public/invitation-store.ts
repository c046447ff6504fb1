import { inject, Injectable, signal } from '@angular/core';
import type { AcceptInvitationBody, InvitationPreview, SignInReply } from '@placet/contracts';
import type { z } from 'zod';
import { Api } from '../api/api.ts';
import { Intention } from '../api/intention.ts';
import { type Problem, problemOf } from '../api/problem.ts';
import { SessionStore } from '../session/session-store.ts';

export type Preview = z.infer<typeof InvitationPreview>;
/** A link that opens nothing any more, as the code of its 410 says: `invitation_expired`. */
export type DeadInvitation = 'expired' | 'revoked' | 'used' | 'replaced' | 'unvouched' | 'unknown';
/** What the page shows. */
export type InvitationView = 'loading' | 'open' | 'someone_else' | 'failed' | DeadInvitation;

const dead: readonly string[] = ['expired', 'revoked', 'used', 'replaced', 'unvouched', 'unknown'] satisfies DeadInvitation[];

/** One invitation by its link. Looking at it is a POST that changes nothing; nothing is accepted before the button. */
@Injectable()
export class InvitationStore {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly looking = new Intention();
  private readonly accepting = new Intention();
  readonly view = signal<InvitationView>('loading');
  readonly preview = signal<Preview | undefined>(undefined);
  readonly problem = signal<Problem | undefined>(undefined);
  readonly someone = this.session.me;

  async look(token: string): Promise<void> {
    this.view.set('loading');
    if (!token) return this.view.set('unknown');
    try {
      const preview = this.api.send<Preview>({
        method: 'POST',
        path: '/invitations/preview',
        body: { token },
        intention: this.looking,
        anonymous: true,
      });
      this.preview.set(await preview);
      this.view.set((await this.session.load()) ? 'someone_else' : 'open');
    } catch (error) {
      this.fail(problemOf(error));
    }
  }
  /** Whoever is signed in leaves; the invitation stays. */
  async leave(): Promise<void> {
    await this.session.signOut();
    this.view.set('open');
  }
  /** Accepts and signs in. @throws Problem where it is to be shown at the form */
  async accept(body: z.infer<typeof AcceptInvitationBody>): Promise<void> {
    try {
      const path = '/invitations/accept';
      await this.api.send<z.infer<typeof SignInReply>>({ method: 'POST', path, body, intention: this.accepting, anonymous: true });
      await this.session.reload();
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 410) this.fail(problem);
      if (problem.code === 'other_account_signed_in') await this.showWhoIsHere();
      throw problem;
    }
  }
  private async showWhoIsHere(): Promise<void> {
    await this.session.reload();
    this.view.set('someone_else');
  }
  private fail(problem: Problem): void {
    this.problem.set(problem);
    const reason = problem.code.replace('invitation_', '');
    const isDead = problem.status === 410 || problem.status === 404 || problem.status === 422;
    this.view.set(dead.includes(reason) ? (reason as DeadInvitation) : isDead ? 'unknown' : 'failed');
  }
}
