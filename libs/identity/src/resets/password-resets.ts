import { Injectable } from '@nestjs/common';
import { Clock, Ids, type MemberId } from '@placet/kernel';
import { Mails } from '@placet/notifications';
import { WorkspaceEm } from '@placet/platform';

const patienceMs = 25 * 3_600_000;

/** Opens resets, in the transaction of whoever asks. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly mails: Mails,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Notes a reset and asks for its mail. The link is made when the mail goes out, and lasts an hour from then; whatever raises the epoch ends it.
   *
   * @param requestedBy the administrator; absent where the member asked
   */
  async open(memberId: MemberId, requestedBy?: MemberId): Promise<void> {
    const resetId = this.ids.next();
    const now = this.clock.now();
    await this.em.execute(
      `insert into password_reset (workspace_id, id, member_id, requested_by, epoch, created_at, expires_at)
       select workspace_id, $2, member_id, $3, session_epoch, $4, $5 from account where member_id = $1`,
      [memberId, resetId, requestedBy ?? null, now, new Date(now.getTime() + patienceMs)],
    );
    this.em.record({ type: 'password_reset.asked', subject: { kind: 'member', id: memberId }, facts: { reset: resetId } });
    await this.mails.ask({ key: `reset/${resetId}`, template: 'password_reset', memberId, subjectId: resetId });
  }

  /** How many were opened for a member within the last hour, 0 or more. */
  async inTheLastHour(memberId: MemberId): Promise<number> {
    const hourAgo = new Date(this.clock.now().getTime() - 3_600_000);
    const [row] = await this.em.execute<{ count: number }>(
      'select count(*)::int as count from password_reset where member_id = $1 and created_at > $2',
      [memberId, hourAgo],
    );
    return row?.count ?? 0;
  }
}
