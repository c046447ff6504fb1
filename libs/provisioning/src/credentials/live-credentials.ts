import type { ConnectionId } from '@placet/kernel';
import { statement } from '@placet/platform';
import { settingsJson, type ConnectionSettings } from '../connection-settings.ts';

/** What opens a connection's door, at an instant `$2`: live itself, of a connection that is on, in a workspace that is active. */
const isOpen = `c.state = 'on' and w.state = 'active'`;
const token = `directory_token t join directory_connection c on c.workspace_id = t.workspace_id and c.id = t.connection_id
  join workspace w on w.id = t.workspace_id where t.revoked_at is null and t.expires_at > $2::timestamptz and ${isOpen}`;
const accessToken = `directory_access_token t join directory_client u on u.workspace_id = t.workspace_id and u.id = t.client_id
  join directory_connection c on c.workspace_id = u.workspace_id and c.id = u.connection_id join workspace w on w.id = t.workspace_id
  where t.expires_at > $2::timestamptz and u.revoked_at is null and u.expires_at > $2::timestamptz and ${isOpen}`;

/** Of the workspace's row: its transaction is its version, since every change of it may be one of the settings. */
const versions = `c.version, w.xmin::text as written_by`;
const facts = `c.id as connection_id, ${versions}, w.scim_requests_per_second as rate, ${settingsJson} as settings`;

/** A row of `byHash`. */
export interface LiveCredential {
  readonly id: string;
  readonly connection_id: ConnectionId;
  readonly used_by: string;
  last_used_at: Date | null;
  readonly version: number;
  readonly written_by: string;
  readonly rate: number | null;
  readonly settings: ConnectionSettings;
}

const proofOf = (from: string): string => `select case coalesce(
    (select case when c.version = $3 and w.xmin::text = $4 then 'live' else 'stale' end from ${from} and t.id = $1), 'dead')
  when 'live' then true when 'stale' then refuse('PL001', 'credential_stale') else refuse('28000', 'credential_dead') end`;

const notedUse = (table: string): string =>
  `update ${table} set last_used_at = $2 where id = $1 and revoked_at is null and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`;

/** The two kinds of credential. `byHash`: `$1` hash, `$2` now. `proof`: `$1` id, `$2` now, `$3` version of the connection, `$4` of the workspace.
 *  `used`: `$1` what is used, `$2` now; asked under the lock, so that of many requests at once one writes. */
export const credentials = {
  scim: {
    byHash: statement('live_directory_token', `select t.id, t.id as used_by, t.last_used_at, ${facts} from ${token} and t.token_hash = $1`),
    proof: statement('directory_token_proof', proofOf(token)),
    used: statement('directory_token_used', notedUse('directory_token')),
  },
  scimat: {
    byHash: statement(
      'live_access_token',
      `select t.id, u.id as used_by, u.last_used_at, ${facts} from ${accessToken} and t.token_hash = $1`,
    ),
    proof: statement('access_token_proof', proofOf(accessToken)),
    used: statement('directory_client_used', notedUse('directory_client')),
  },
} as const;

export type CredentialKind = keyof typeof credentials;
