import { createHmac, timingSafeEqual } from 'node:crypto';
import { expiredCursor, invalidCount, invalidCursor } from '../scim-error.ts';

/** What a cursor is for: only who asks the same again may go on with it. */
export interface CursorUse {
  /** of the query: `ListQuery.fingerprint` */
  readonly fingerprint: string;
  /** whose it is, such as the id of a connection */
  readonly scope: string;
}

/** Where the next page begins: the sort keys of the last row of this one, `null` for a missing value. */
export type Position = readonly (string | null)[];

/** Before anything is decoded. A sort key may have 4,096 bytes. */
const mostCharacters = 16_384;
const macBytes = 32;
/** Another form of cursor gets another number, so that an old one is refused and not misread. */
const version = 1;

/** Makes and opens cursors of RFC 9865 without keeping any state: base64url of position, page size and time, signed with HMAC-SHA-256 together with
 * the query and the one who asks.
 */
export class CursorCodec {
  private readonly key: Buffer;
  private readonly lifeSeconds: number;

  /** @param key at least 32 random bytes. @param lifeSeconds how long a cursor holds. @throws RangeError for a short key */
  constructor(key: Buffer, lifeSeconds = 3_600) {
    if (key.length < macBytes) throw new RangeError(`the key of cursors needs ${macBytes} bytes`);
    this.key = key;
    this.lifeSeconds = lifeSeconds;
  }

  /** @param made `count` is the page size of the whole walk. @returns unreserved characters only */
  seal({ position, count, at, ...use }: CursorUse & { readonly position: Position; readonly count: number; readonly at: Date }): string {
    const payload = Buffer.from(JSON.stringify([Math.floor(at.getTime() / 1000), count, ...position]));
    return Buffer.concat([this.mac(payload, use), payload]).toString('base64url');
  }

  /** @param use `count` where the client gave one. @throws ScimError invalidCursor, expiredCursor, invalidCount (`count` changed) */
  open(
    cursor: string,
    { count: wanted, now, ...use }: CursorUse & { readonly count?: number | undefined; readonly now: Date },
  ): { readonly position: Position; readonly count: number } {
    const bytes = cursor.length <= mostCharacters && /^[\w-]+$/.test(cursor) ? Buffer.from(cursor, 'base64url') : Buffer.alloc(0);
    const payload = bytes.subarray(macBytes);
    if (!payload.length || !timingSafeEqual(bytes.subarray(0, macBytes), this.mac(payload, use))) {
      throw invalidCursor('The cursor was not given to this connection for this query. Begin with an empty one.');
    }
    const [at, count, ...position] = JSON.parse(payload.toString()) as [number, number, ...(string | null)[]];
    if (now.getTime() / 1000 - at > this.lifeSeconds) throw expiredCursor('The cursor is too old. Begin again with an empty one.');
    if (wanted !== undefined && wanted !== count) throw invalidCount(`count was ${count} when the walk began, and stays so.`);
    return { position, count };
  }

  /** The parts are told apart by their lengths: no two uses give the same bytes. */
  private mac(payload: Buffer, { fingerprint, scope }: CursorUse): Buffer {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([version, fingerprint, scope]))
      .update('\0')
      .update(payload)
      .digest();
  }
}
