import { Ids, publicActor, type Actor, type InvitationId } from '@placet/kernel';
import { newSecretToken, readSecretToken, type SecretToken, type WorkspaceEm } from '@placet/platform';
import * as errors from './invitation-errors.ts';
import { WorkspaceSuspended } from './member-errors.ts';

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

/** Every link made so far is dead. Under the invitation's lock, so that one that is being mailed this moment dies too. */
export async function killInvitationLinks(em: WorkspaceEm, invitationId: InvitationId): Promise<void> {
  await em.execute('update invitation_link set dead = true where invitation_id = $1 and not dead', [invitationId]);
}

/** The page that a link opens. Its token travels in the fragment, so it reaches no server log. */
export const invitationUrl = (baseUrl: string, token: string): string => `${baseUrl}/invite#${token}`;

/** What a typed token says of itself, unproven. @throws InvitationUnknown for another kind of token, a typing error, or no token at all */
export function readInvitationToken(token: string): SecretToken {
  const read = readSecretToken('invite', token);
  if (!read) throw new errors.InvitationUnknown();
  return read;
}

/** Somebody who holds a link and has proven nothing else. @throws InvitationUnknown */
export const linkHolder = (token: string, requestId?: string): Actor =>
  publicActor(readInvitationToken(token).workspaceId, 'invitation', requestId);

/** What a link was found to be, as `linkCte` says it. */
export interface FoundLink {
  readonly verdict: string;
  /** `YYYY-MM-DD` */
  readonly starts_on: string | null;
}

/** @returns why a link can't be accepted now; undefined for an open one */
export function refusalOf(link: FoundLink | undefined): Error | undefined {
  switch (link?.verdict) {
    case 'open':
      return undefined;
    case 'expired':
      return new errors.InvitationExpired();
    case 'revoked':
      return new errors.InvitationRevoked();
    case 'used':
      return new errors.InvitationUsed();
    case 'replaced':
      return new errors.InvitationReplaced();
    case 'unvouched':
      return new errors.InvitationUnvouched();
    case 'not_begun':
      return new errors.MembershipNotBegun(link.starts_on ?? '');
    case 'workspace_suspended':
      return new WorkspaceSuspended();
    default:
      return new errors.InvitationUnknown();
  }
}
