import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** The chain that shows whether a workspace's events were changed, dropped, slipped in, moved or cut off (I11).
 *
 * Link n is SHA-256 over link n-1 and the bytes of the n-th event as they are stored; personal values are in it encrypted, so an
 * erasure breaks nothing. The head, the last link, carries a digest under the process's secret, which the database doesn't know.
 */

/** The stored bytes of an event as one text: an SQL expression over an `event` row. */
export const eventText = (e: string): string => `json_build_array(${e}.workspace_id, ${e}.id, ${e}.type,
  to_char(${e}.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${e}.actor_kind, ${e}.actor_id, ${e}.door, ${e}.subject_kind, ${e}.subject_id,
  ${e}.facts, ${e}.personal_of, encode(${e}.personal, 'hex'), ${e}.request_id)::text`;

/** What the first link continues. */
export const genesis = (workspaceId: string): Buffer => createHash('sha256').update(`placet audit ${workspaceId}`).digest();

/** @param text as `eventText` gives it. @returns 32 bytes */
export const linkAfter = (previous: Buffer, text: string): Buffer => createHash('sha256').update(previous).update(text).digest();

/** Signs heads. A new secret can't vouch for old heads. */
export class HeadSigner {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'audit head', 32));
  }

  /** @param number of the last link, from 1. @returns 32 bytes */
  sign(workspaceId: string, number: number, hash: Buffer): Buffer {
    return createHmac('sha256', this.key)
      .update(`${workspaceId} ${number} ${hash.toString('hex')}`)
      .digest();
  }
}
