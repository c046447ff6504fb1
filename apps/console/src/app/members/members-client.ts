import { inject, Injectable } from '@angular/core';
import { Api, type Call } from '../api/api.ts';
import type { Intention } from '../api/intention.ts';
import type { InvitationChanged, MemberChange, MemberChanged, NewMember, OnFull } from './member-types.ts';

/** What can be done with a member by one call without further words. */
export type PlainAct = 'require-secret-change' | 'reset-secret' | 'sign-out';

/** Every write of the members' pages. Each rejects with `Problem`. */
@Injectable({ providedIn: 'root' })
export class MembersClient {
  private readonly api = inject(Api);

  add(body: NewMember, intention: Intention): Promise<MemberChanged> {
    return this.api.send({ method: 'POST', path: '/members', body, intention });
  }
  /** @param version that was read; 412 where somebody saved since */
  edit(memberId: string, body: MemberChange, version: number, intention: Intention): Promise<MemberChanged> {
    return this.api.send({ method: 'PATCH', path: `/members/${memberId}`, body, version, intention });
  }
  deactivate(memberId: string, body: { reason?: string }, intention: Intention): Promise<MemberChanged> {
    return this.act(memberId, 'deactivate', intention, body);
  }
  reactivate(memberId: string, body: { username?: string; onFull?: OnFull }, intention: Intention): Promise<MemberChanged> {
    return this.act(memberId, 'reactivate', intention, body);
  }
  ban(memberId: string, body: { reason: string; until?: string }, intention: Intention): Promise<MemberChanged> {
    return this.act(memberId, 'ban', intention, body);
  }
  liftBan(memberId: string, body: { reason: string }, intention: Intention): Promise<MemberChanged> {
    return this.act(memberId, 'lift-ban', intention, body);
  }
  plain(memberId: string, act: PlainAct, intention: Intention): Promise<MemberChanged> {
    return this.act(memberId, act, intention, {});
  }
  invitation(
    invitationId: string,
    act: 'resend' | 'revoke' | 'copy-link' | 'extend',
    intention: Intention,
    body: { days?: number } = {},
  ): Promise<InvitationChanged> {
    return this.api.send({ method: 'POST', path: `/invitations/${invitationId}/${act}`, body, intention });
  }
  /** Proves again who is signed in, for acts that need it (`recent_sign_in_needed`). */
  confirm(password: string): Promise<void> {
    return this.api.send({ method: 'POST', path: '/session/confirm', body: { password }, anonymous: true });
  }
  private act(memberId: string, act: string, intention: Intention, body: Call['body']): Promise<MemberChanged> {
    return this.api.send({ method: 'POST', path: `/members/${memberId}/${act}`, body, intention });
  }
}
