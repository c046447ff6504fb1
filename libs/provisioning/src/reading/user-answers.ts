import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '@placet/kernel';
import type { ReadAfter } from '@placet/members';
import { Config, UnitOfWork, WorkspaceEm, type Bound } from '@placet/platform';
import { scimBase } from '../scim-base.ts';
import { answerText, keepAnswers, readAnswer, type AnswerRow } from './user-answer.ts';
import { gap } from './user-list-sql.ts';

/** An answer ready to be sent: the resource as JSON text. */
export interface Answered {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** Answers about users: finished ones are read, others are made, kept and given. */
@Injectable()
export class UserAnswers {
  private readonly base: string;

  constructor(
    private readonly em: WorkspaceEm,
    private readonly units: UnitOfWork,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  /** In a query. @throws NotFound also for another connection's member, a deleted one, and one who never was */
  async of(actor: Actor, memberId: string, withGroups = true): Promise<Answered> {
    const [found] = await this.em.execute<AnswerRow>(withGroups ? readAnswer.withGroups : readAnswer.withoutGroups, [
      actor.id,
      this.base,
      memberId,
    ]);
    if (!found) throw new NotFound('user');
    return isMade(found) ? answered(found, withGroups) : this.made(actor, memberId, withGroups);
  }

  /** Made of what is in the database now, within the transaction that is open, if one is. @throws NotFound */
  async made(actor: Actor, memberId: string, withGroups = true): Promise<Answered> {
    return answered(await this.row(actor, memberId, withGroups), withGroups);
  }

  /** The same, before it is told. @throws NotFound */
  async row(actor: Actor, memberId: string, withGroups = true): Promise<MadeRow> {
    const [row] = await this.units.hot(actor, [this.making(actor, [memberId], withGroups)]);
    if (!row) throw new NotFound('user');
    return row as unknown as MadeRow;
  }

  /** The last statement of a trip that has changed these members: its rows are those of `AnswerRow`, for `answered`. */
  making(actor: Actor, memberIds: readonly string[], withGroups = true): Bound {
    return { statement: withGroups ? keepAnswers.withGroups : keepAnswers.withoutGroups, values: [actor.id, this.base, memberIds] };
  }

  /** The same for members who are written in a trip of their own. */
  after(actor: Actor): ReadAfter {
    return { statement: keepAnswers.withGroups, values: (memberIds) => [actor.id, this.base, memberIds] };
  }

  /** @param docs answers with gaps. @returns them whole; whoever is gone since is left out */
  async filled(actor: Actor, docs: string, withGroups: boolean): Promise<{ readonly docs: string; readonly lost: number }> {
    if (!docs.includes(gap)) return { docs, lost: 0 };
    const parts = docs.split(gap);
    const ids = parts.filter((_, n) => n % 2 === 1);
    const rows = (await this.units.hot(actor, [this.making(actor, ids, withGroups)])) as unknown as MadeRow[];
    const texts = new Map(rows.map((row) => [row.id, answerText(row, withGroups)]));
    for (let n = 1; n < parts.length; n += 2) {
      const text = texts.get(parts[n]!);
      if (text === undefined) takeComma(parts, n);
      parts[n] = text ?? '';
    }
    return { docs: parts.join(''), lost: ids.length - texts.size };
  }
}

/** A row of the statement that makes answers. */
export type MadeRow = AnswerRow & { readonly answer: string };
const isMade = (row: AnswerRow): row is MadeRow => row.answer !== null;

/** @returns a row of the statement that makes answers as one that can be sent */
export const answered = (row: MadeRow, withGroups = true): Answered => ({
  id: row.id,
  version: row.version,
  text: answerText(row, withGroups),
});

/** Of what stood between two answers one comma goes with the one that is lost. */
function takeComma(parts: string[], n: number): void {
  if (parts[n - 1]!.endsWith(',')) parts[n - 1] = parts[n - 1]!.slice(0, -1);
  else parts[n + 1] = parts[n + 1]!.replace(/^,/, '');
}
