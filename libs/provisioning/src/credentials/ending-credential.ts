import { NotFound } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';
import type { EndingCredential } from './credential-reminders.ts';

/** `$1` its id. Ids are one space: a token and a client never share one. */
const endingCredential = statement(
  'ending_credential',
  `select 'token' as kind, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", reminded_days as "remindedDays"
     from directory_token where id = $1
   union all
   select 'client', created_at, expires_at, revoked_at, reminded_days from directory_client where id = $1`,
);

export interface KnownCredential extends EndingCredential {
  readonly kind: 'token' | 'client';
}

/** A token or a client, by its id. @throws NotFound */
export async function endingCredentialOf(em: WorkspaceEm, credentialId: string): Promise<KnownCredential> {
  const [found] = await em.execute<KnownCredential>(endingCredential, [credentialId]);
  if (!found) throw new NotFound('credential');
  return found;
}
