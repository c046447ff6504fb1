import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '@placet/kernel';
import { Config } from '@placet/platform';
import { CursorCodec, type ListQuery, type Position } from '@placet/scim-protocol';

/** How long a walk by cursor may rest between two pages. */
export const cursorSeconds = 3_600;

/** Cursors of lists: each goes with one connection and one query. */
@Injectable()
export class ListCursors {
  private readonly codec: CursorCodec;

  constructor(
    { secret }: Config,
    private readonly clock: Clock,
  ) {
    this.codec = new CursorCodec(Buffer.from(hkdfSync('sha256', secret, '', 'scim cursor', 32)), cursorSeconds);
  }

  /** @returns where the page begins, from the first row on without a position. @throws ScimError invalidCursor, expiredCursor, invalidCount */
  opened(actor: Actor, query: ListQuery): { readonly count: number; readonly position?: Position } {
    const { page } = query;
    if (page.kind === 'index' || page.cursor === undefined) return { count: page.count };
    const count = page.countGiven ? page.count : undefined;
    return this.codec.open(page.cursor, { fingerprint: query.fingerprint, scope: scopeOf(actor), count, now: this.clock.now() });
  }

  /** @param position of the last row of this page */
  sealed(actor: Actor, { fingerprint }: ListQuery, count: number, position: Position): string {
    return this.codec.seal({ position, fingerprint, scope: scopeOf(actor), count, at: this.clock.now() });
  }
}

const scopeOf = ({ workspaceId, id }: Actor): string => `${workspaceId} ${String(id)}`;
