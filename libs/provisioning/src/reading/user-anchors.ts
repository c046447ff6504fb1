import { Injectable } from '@nestjs/common';
import type { Actor } from '@placet/kernel';
import { UnitOfWork } from '@placet/platform';
import type { Position } from '@placet/scim-protocol';
import { anchorsOfUsers, beforeAll, type Beginning } from './user-list-sql.ts';

/** Rows between two anchors. */
const every = 200;
/** How far past the last anchor a page may begin before further ones are looked up. */
const mostPastLast = 2 * every;
const mostViews = 200;

interface Anchors {
  readonly shifts: string;
  /** the rows 0, 200, 400… of the list */
  readonly rows: readonly Position[];
}

/** Where every 200th of all users stands, as one connection sees them, so that no page has to be counted to. Kept as long as no row stands elsewhere
 * than before; whoever is added at the end moves none. Looked up once, however many ask.
 */
@Injectable()
export class UserAnchors {
  private readonly known = new Map<string, Promise<Anchors>>();

  constructor(private readonly units: UnitOfWork) {}

  /** @param startIndex from 1 on. @returns the nearest anchor before it; it holds as long as the list has its `shifts` */
  async nearest(actor: Actor, startIndex: number): Promise<Beginning> {
    const index = startIndex - 1;
    if (index < every) return { shifts: null, at: beforeAll, offset: index };
    let anchors = await this.of(actor);
    if (index - every * (anchors.rows.length - 1) > mostPastLast) anchors = await this.further(actor, anchors);
    const n = Math.min(Math.floor(index / every), anchors.rows.length - 1);
    return n < 0
      ? { shifts: null, at: beforeAll, offset: index }
      : { shifts: anchors.shifts, at: anchors.rows[n]!, offset: index - n * every };
  }

  /** Rows have shifted: what was looked up holds no more. */
  forget(actor: Actor): void {
    this.known.delete(viewOf(actor));
  }

  private of(actor: Actor): Promise<Anchors> {
    return this.known.get(viewOf(actor)) ?? this.keep(actor, this.lookUp(actor, beforeAll));
  }

  /** The list has grown, or the page lies behind its end. */
  private async further(actor: Actor, { shifts, rows }: Anchors): Promise<Anchors> {
    const more = await this.lookUp(actor, rows.at(-1) ?? beforeAll);
    if (more.shifts !== shifts || !rows.length) return this.keep(actor, this.lookUp(actor, beforeAll));
    return this.keep(actor, Promise.resolve({ shifts, rows: [...rows.slice(0, -1), ...more.rows] }));
  }

  private async lookUp(actor: Actor, [at, id]: Position): Promise<Anchors> {
    const [row] = await this.units.readTrip(actor, [{ statement: anchorsOfUsers, values: [actor.id, every, at, id] }]);
    const { shifts, ats, ids } = row as unknown as { shifts: string; ats: string[]; ids: string[] };
    return { shifts, rows: ats.map((key, n) => [key, ids[n]!]) };
  }

  private keep(actor: Actor, looking: Promise<Anchors>): Promise<Anchors> {
    const view = viewOf(actor);
    this.known.delete(view);
    this.known.set(view, looking);
    if (this.known.size > mostViews) this.known.delete(this.known.keys().next().value!);
    looking.catch(() => this.known.get(view) === looking && this.known.delete(view));
    return looking;
  }
}

const viewOf = ({ workspaceId, id }: Actor): string => `${workspaceId} ${String(id)}`;
