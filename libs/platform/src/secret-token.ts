import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fromBase58, longId, shortId, toBase58, type WorkspaceId } from '@placet/kernel';

/** What a secret opens: a session, an invitation, a reset, a directory connection by its token; `client` proves an OAuth client, `scimat` is the access
 * token that it gets for that. */
export type SecretKind = 'session' | 'invite' | 'reset' | 'scim' | 'client' | 'scimat';

/** A secret that names its workspace: `plc_<kind>_<workspace>_<id>_<secret>_<crc>`. `hash` is all that is stored. */
export interface SecretToken {
  readonly token: string;
  readonly workspaceId: WorkspaceId;
  readonly id: string;
  /** SHA-256 of the token, 32 bytes */
  readonly hash: Buffer;
}

const checksum = (text: string) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return toBase58(bytes);
};
const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** @param id of the row that will hold the hash. @returns 256 random bits in a token; show it once */
export function newSecretToken(kind: SecretKind, workspaceId: WorkspaceId, id: string): SecretToken {
  const body = `plc_${kind}_${shortId(workspaceId)}_${shortId(id)}_${toBase58(randomBytes(32))}`;
  const token = `${body}_${checksum(body)}`;
  return { token, workspaceId, id, hash: hashOf(token) };
}

/** Reads the parts of a token, unproven: its hash still has to be found in that workspace.
 *
 * @returns undefined for another kind, a typing error, or anything that is no token
 */
export function readSecretToken(kind: SecretKind, token: string): SecretToken | undefined {
  if (token.length > 300) return undefined;
  const [prefix, itsKind, workspace, id, secret, crc, ...more] = token.split('_');
  if (prefix !== 'plc' || itsKind !== kind || !workspace || !id || !secret || !crc || more.length) return undefined;
  if (checksum(token.slice(0, token.lastIndexOf('_'))) !== crc || !fromBase58(secret, 32)) return undefined;
  const [workspaceId, rowId] = [longId(workspace), longId(id)];
  return workspaceId && rowId ? { token, workspaceId: workspaceId as WorkspaceId, id: rowId, hash: hashOf(token) } : undefined;
}
