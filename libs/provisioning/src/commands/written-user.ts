import type { MemberId } from '@placet/kernel';
import type { Row } from '@placet/platform';
import type { MadeRow } from '../reading/user-answers.ts';

/** A user as he is after a write, with the answer about him from the same transaction. */
export interface WrittenUser {
  readonly memberId: MemberId;
  readonly version: number;
  readonly row: MadeRow;
}

/** @param after of the statement that makes answers */
export function writtenUser(memberId: MemberId, after: Row | undefined): WrittenUser {
  if (!after) throw new Error('whoever was written could not be read');
  const row = after as unknown as MadeRow;
  return { memberId, version: row.version, row };
}
