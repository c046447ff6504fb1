import { inject, Injectable, signal } from '@angular/core';
import type { AcceptInvitationBody, InvitationPreview, SignInReply } from '@placet/contracts';
import type { z } from 'zod';
import { Api } from '../api/api.ts';
import { Intention } from '../api/intention.ts';
import { type Problem, problemOf } from '../api/problem.ts';
import { SessionStore } from '../session/session-store.ts';

export type Preview = z.infer<typeof InvitationPreview>;
/** What the page shows: the reader is somebody else, the link is dead in one of three ways, or the invitation is open. */
export type InvitationView = 'loading' | 'open' | 'someone_else' | 'expired' | 'revoked' | 'used' | 'unknown' | 'failed';

// 410 says which by its code, such as `invitation_expired`.
const deadBy: Record<string, InvitationView> = {
  invitation_expired: 'expired',
  invitation_revoked: 'revoked',
  invitation_declined: 'revoked',
  invitation_accepted: 'used',
  invitation_used: 'used',
};

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
      throw problem;
    }
  }
  private fail(problem: Problem): void {
    this.problem.set(problem);
    const dead = deadBy[problem.code];
    this.view.set(dead ?? (problem.status === 404 || problem.status === 410 || problem.status === 422 ? 'unknown' : 'failed'));
  }
}
