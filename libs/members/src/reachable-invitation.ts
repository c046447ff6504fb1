import { NotFound, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import { Invitation } from './invitation.ts';
import type { Member } from './member.ts';
import { reachableMember } from './reachable-member.ts';

/** `$1` invitation. */
const invitedMember = statement('invited_member', 'select member_id from invitation where id = $1');

/** `$1` member. The first instant of the day from which he is one; null where he always was. */
const firstDayOf = statement(
  'first_day',
  `select m.starts_on::timestamp at time zone w.time_zone as first_day from member m join workspace w on w.id = m.workspace_id where m.id = $1`,
);

/** Whom an invitation is for; he never changes, so this needs no lock. @throws NotFound */
export async function memberInvited(em: WorkspaceEm, invitationId: InvitationId): Promise<MemberId> {
  const [row] = await em.execute<{ member_id: MemberId }>(invitedMember, [invitationId]);
  if (!row) throw new NotFound('invitation');
  return row.member_id;
}

/** The invitation that waits for a member, if one does. */
export async function openInvitationOf(em: WorkspaceEm, memberId: MemberId): Promise<InvitationId | undefined> {
  const [row] = await em.execute<{ id: InvitationId }>(`select id from invitation where member_id = $1 and state = 'open'`, [memberId]);
  return row?.id;
}

/** An invitation as it is under its member's lock, which everything that changes one of the two takes first.
 *
 * @returns `firstDay` undefined where the membership has no beginning
 */
export async function invitationUnderLock(em: WorkspaceEm, invitationId: InvitationId, memberId: MemberId) {
  const [row] = await em.execute<{ first_day: Date | null }>(firstDayOf, [memberId]);
  const invitation = await em.findOneOrFail(Invitation, { id: invitationId });
  return { invitation, firstDay: row?.first_day ?? undefined };
}

/** Locks the invited member, whom the actor may act on, and loads the invitation.
 *
 * @throws NotFound for what he can't reach, RankTooLow for who stands above
 */
export async function reachableInvitation(
  em: WorkspaceEm,
  actor: Actor,
  permission: string,
  invitationId: InvitationId,
  memberId: MemberId,
): Promise<{ invitation: Invitation; member: Member; firstDay: Date | undefined }> {
  const member = await reachableMember(em, actor, permission, memberId).catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('invitation') : error;
  });
  return { member, ...(await invitationUnderLock(em, invitationId, memberId)) };
}
