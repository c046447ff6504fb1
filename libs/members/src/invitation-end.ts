import { lockPoolsWithQueue } from '@placet/seats';
import type { Actor, InvitationId, MemberId } from '@placet/kernel';
import type { WorkspaceEm } from '@placet/platform';
import { leave, leaving, type Leaving } from './facts/leave.ts';
import { judged } from './facts/outcome.ts';
import type { HotFacts } from './hot-facts.ts';
import type { Invitation } from './invitation.ts';

/** Locks the pools of all that a member may free, and what those who wait for it need: pools come before members. */
export const lockSeatsOf = (em: WorkspaceEm, memberId: MemberId) => em.execute(lockPoolsWithQueue, [memberId, []]);

/** Ends an open invitation: its member is inactive, his seat is free and goes to the next in line. Under the locks of `lockSeatsOf` and the
 *  member's.
 *
 * @throws StateConflict where it is over
 */
export async function endInvitation(
  facts: HotFacts,
  actor: Actor,
  invitation: Invitation,
  how: 'revoked' | 'expired',
  reach: { max_rank: number; own_sites: readonly string[] | null },
): Promise<void> {
  const now = facts.now();
  invitation.end(how, now); // written before the fact runs, which would call any open one revoked
  const memberId = invitation.memberId as MemberId;
  const row = await facts.run(actor, {
    statement: leave,
    memberId,
    shared: { ...leaving, ...reach } satisfies Leaving,
    subject: memberId,
    values: { member_id: memberId, now },
    events: [['left', invitationEnded(memberId, invitation.id as InvitationId, how)]],
  });
  judged(row, { rank: actor.rank, act: how === 'revoked' ? 'have the invitation revoked' : 'have the invitation expire' });
}

const invitationEnded = (memberId: MemberId, invitationId: InvitationId, how: 'revoked' | 'expired') => ({
  type: `invitation.${how}`,
  subject: { kind: 'member', id: memberId },
  facts: { invitation: invitationId },
  pokes: [`invitation/${invitationId}`],
});
