import { canonicalEmail } from '@placet/identity';
import { InvalidField, type MemberId } from '@placet/kernel';
import type { WorkspaceEm } from '@placet/platform';
import { policiesInForce } from '@placet/workspaces';
import type { Member } from './member.ts';
import { ManagedByDirectory } from './member-errors.ts';

/** Corrects a member's address. Before the first activation always (a username made from it follows, the invitation goes out anew);
 * later only where the policy `identity.emailChange` is `admin`, since a changed address opens a reset. It counts for sign-in once proven.
 *
 * @throws InvalidField `email`, ManagedByDirectory, UsernameTaken
 */
export async function changeEmail(em: WorkspaceEm, member: Member, email: string | null, now: Date): Promise<void> {
  if (email === member.email) return;
  if (member.managedBy) throw new ManagedByDirectory('email');
  const isNew = member.state === 'invited' || member.state === 'waiting';
  const { values } = await policiesInForce(em);
  if (!isNew && values['identity.emailChange'] !== 'admin')
    throw new InvalidField('email', 'not_changeable', { policy: 'identity.emailChange' });
  const key = email === null ? null : canonicalEmail(email);
  if (key === undefined) throw new InvalidField('email', 'not_for_sign_in');
  const before = { email: member.email, key: member.emailKey };
  const followed = isNew && member.username === before.email;
  if (followed && email === null) throw new InvalidField('email', 'is_the_username');
  const oldKeys = [before.key, followed ? before.email : null].filter((old) => old !== null);
  await em.execute('delete from login_key where member_id = $1 and key in (select name_fold(k) from unnest($2::text[]) k)', [
    member.id,
    oldKeys,
  ]);
  if (followed) {
    member.username = email;
    await em.execute('insert into login_key (workspace_id, key, member_id) values ($1, name_fold($2), $3)', [
      em.workspaceId,
      key,
      member.id,
    ]);
  } else if (before.key && canonicalEmail(member.username ?? '') === before.key) {
    await em.execute('insert into login_key (workspace_id, key, member_id) values ($1, name_fold($2), $3)', [
      em.workspaceId,
      before.key,
      member.id,
    ]);
  }
  member.email = email;
  member.emailKey = key;
  member.emailVerified = false;
  member.touched(now);
  await resendOpenInvitation(em, member.id as MemberId, key, now);
  em.record({
    type: 'member.email_changed',
    subject: { kind: 'member', id: member.id },
    facts: {},
    personal: { memberId: member.id as MemberId, values: { before: before.email, after: email } },
  });
}

/** The old links die with the old address; a new round begins.
 *
 * @param mails `unless_mailed_already`: where another open invitation is mailed to the address, this one goes on without a mail (I5)
 */
export async function resendOpenInvitation(
  em: WorkspaceEm,
  memberId: MemberId,
  emailKey: string | null,
  now: Date,
  mails: 'always' | 'unless_mailed_already' = 'always',
): Promise<void> {
  const [open] = await em.execute<{ id: string }>(
    `update invitation i set email_key = $2, round = round + 1, round_started_at = $3, version = version + 1,
            sends_mail = sends_mail and $2::text is not null
              and ($4 or not exists (select from invitation o where o.email_key = $2 and o.state = 'open' and o.sends_mail and o.id <> i.id))
      where member_id = $1 and state = 'open' returning id`,
    [memberId, emailKey, now, mails === 'always'],
  );
  if (!open) return;
  await em.execute('update invitation_link set dead = true where invitation_id = $1', [open.id]);
  em.record({
    type: 'invitation.resent',
    subject: { kind: 'member', id: memberId },
    facts: { invitation: open.id, because: 'email_changed' },
    pokes: [`invitation/${open.id}`],
  });
}
