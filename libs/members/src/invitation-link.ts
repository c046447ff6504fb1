import { Ids, type InvitationId } from '@placet/kernel';
import { newSecretToken, type WorkspaceEm } from '@placet/platform';

/** Makes a link to an invitation: only its hash is stored, so it can be told once.
 *
 * @param mailed whether it goes to the invited address, and so proves it when used
 * @returns the token; its row's id stands in it
 */
export async function newInvitationLink(
  em: WorkspaceEm,
  ids: Ids,
  invitationId: InvitationId,
  mailed: boolean,
  now: Date,
): Promise<string> {
  const { token, hash } = newSecretToken('invite', em.workspaceId, invitationId);
  await em.execute(
    'insert into invitation_link (workspace_id, id, invitation_id, token_hash, mailed, created_at) values ($1, $2, $3, $4, $5, $6)',
    [em.workspaceId, ids.next(), invitationId, hash, mailed, now],
  );
  return token;
}

/** The page that a link opens. Its token travels in the fragment, so it reaches no server log. */
export const invitationUrl = (baseUrl: string, token: string): string => `${baseUrl}/invite#${token}`;
