import { NotFound, RankTooLow, type Actor, type MemberId } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import { lockMember, targetCte } from './facts/member-sql.ts';
import { Member } from './member.ts';
import { reachOf } from './reach.ts';

const target = statement(
  'reachable_member',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(member_id uuid, own_sites uuid[])),
   ${targetCte} select m.rank, m.is_owner, m.has_credential from m`,
);

/** Locks a member whom the actor may act on, and loads him. Taken after the pools, where a command needs those.
 *
 * @throws NotFound for whom he can't reach, RankTooLow for who stands above
 */
export async function reachableMember(em: WorkspaceEm, actor: Actor, permission: string, memberId: MemberId): Promise<Member> {
  const { max_rank, own_sites } = reachOf(actor, permission);
  await em.execute(lockMember, [memberId]);
  const [found] = await em.execute<{ rank: number }>(target, [JSON.stringify({ member_id: memberId, own_sites })]);
  if (!found) throw new NotFound('member');
  if (found.rank > max_rank) throw new RankTooLow(found.rank, max_rank);
  return em.findOneOrFail(Member, { id: memberId });
}
