/** What a cursor is for: only who asks the same again may go on with it. */
export interface CursorUse {
  /** of the query: `ListQuery.fingerprint` */
  readonly fingerprint: string;
  /** whose it is, such as the id of a connection */
  readonly scope: string;
}

/** Where the next page begins: the sort keys of the last row of this one, `null` for a missing value. */
export type Position = readonly (string | null)[];

/** Makes and opens cursors of RFC 9865 without keeping any state: base64url of position, page size and time, signed with HMAC-SHA-256 together with
 * the query and the one who asks.
 */
export class CursorCodec {
  /** @param key at least 32 random bytes. @param lifeSeconds how long a cursor holds. @throws RangeError for a short key */
  constructor(key: Buffer, lifeSeconds = 3_600) {
    throw new Error(`${key.length} ${lifeSeconds}`);
  }

  /** @param count page size of the whole walk. @returns unreserved characters only */
  seal(made: CursorUse & { readonly position: Position; readonly count: number; readonly at: Date }): string {
    throw new Error(made.scope);
  }

  /** @param use `count` where the client gave one. @throws ScimError invalidCursor, expiredCursor, invalidCount (`count` changed) */
  open(
    cursor: string,
    use: CursorUse & { readonly count?: number | undefined; readonly now: Date },
  ): { readonly position: Position; readonly count: number } {
    throw new Error(cursor + use.scope);
  }
}
