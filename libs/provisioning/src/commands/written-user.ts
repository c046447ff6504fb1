import type { MemberId } from '@placet/kernel';
import type { MadeRow } from '../reading/user-answers.ts';

/** A user as he is after a write, with the answer about him from the same transaction. */
export interface WrittenUser {
  readonly memberId: MemberId;
  readonly version: number;
  readonly row: MadeRow;
}

export const writtenUser = (row: MadeRow): WrittenUser => ({ memberId: row.id as MemberId, version: row.version, row });
