import { Inject, Injectable } from '@nestjs/common';
import { Clock, StateConflict, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { PasswordResets } from './resets/password-resets.ts';
import { resettableMember } from './resets/reset-sql.ts';
import type { SecretForm } from './secrets/secrets.ts';

/** What `members` does to an account, inside the transaction that the bus opened for its command. Who may is the command's rule, and so are the
 *  events that say it was done.
 */
@Injectable()
export class Credentials {
  constructor(
    @Inject(WorkspaceEm) private readonly em: WorkspaceEm,
    @Inject(PasswordResets) private readonly resets: PasswordResets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Sets a secret that somebody else made: it must be changed at the next sign-in. Sessions and links end, locks open.
   *
   * @param hash of `Secrets.hash(form, …)`; hash before the transaction begins
   * @param expiresAt of a temporary password
   */
  async set(memberId: MemberId, form: SecretForm, hash: string, expiresAt?: Date): Promise<void> {
    await this.em.execute(
      `update account set secret_kind = $2, secret_hash = $3, secret_set_at = $4, secret_expires_at = $5, change_required = true,
              session_epoch = session_epoch + 1 where member_id = $1`,
      [memberId, form, hash, this.clock.now(), expiresAt ?? null],
    );
    await this.em.execute('delete from session where member_id = $1', [memberId]);
    await this.em.execute('delete from secret_failure where member_id = $1', [memberId]);
  }

  /** Whoever has a password and an address gets a mail with a reset link; the present password holds until the link is used (F17).
   *
   * @param requestedBy the administrator, whom the mail names
   * @returns false where he has no password or no address: then he needs a new PIN
   */
  async mailReset(memberId: MemberId, requestedBy?: MemberId): Promise<boolean> {
    const found = await this.em.execute(resettableMember, [memberId]);
    if (found.length) await this.resets.open(memberId, requestedBy);
    return found.length > 0;
  }

  /** Asks for another secret at the next sign-in; sessions that are open go on (L11). @throws StateConflict where he has none */
  async requireChange(memberId: MemberId): Promise<void> {
    const asked = await this.em.execute(
      `update account set change_required = true where member_id = $1 and secret_kind <> 'none' returning member_id`,
      [memberId],
    );
    if (!asked.length) throw new StateConflict('member', 'without a secret', 'change it');
  }

  /** Ends every session, and every link and key that carries the epoch, at once. @returns how many sessions there were, 0 or more */
  async endSessions(memberId: MemberId): Promise<number> {
    await this.em.execute('update account set session_epoch = session_epoch + 1 where member_id = $1', [memberId]);
    return (await this.em.execute('delete from session where member_id = $1 returning id', [memberId])).length;
  }

  /** Whether he can sign in with something, so that a reactivation needs no invitation. */
  async has(memberId: MemberId): Promise<boolean> {
    const [row] = await this.em.execute<{ has: boolean }>(
      `select secret_kind <> 'none' or single_sign_on as has from account where member_id = $1`,
      [memberId],
    );
    return row?.has ?? false;
  }
}
