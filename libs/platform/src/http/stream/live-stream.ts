import { Readable } from 'node:stream';
import type { Actor } from '@placet/kernel';
import type { Topic } from './topics.ts';

const everyMs = 1_000;
const principalEveryTurns = 2;
const heartbeatEveryTurns = 15;
const mostEvents = 500;
const mostWaitingBytes = 262_144;
/** An event's id is made before its transaction commits: one that was slow is looked for again, for as long. */
const latenessMs = 5_000;

/** The least id that a UUID v7 of that moment can have. */
export const firstIdOf = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
const momentOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** One reader's server-sent events: a look at each topic a second, a look at the reader every two. Whoever reads too slowly is let go, and resumes. */
export class LiveStream {
  readonly body = new Readable({ read: () => undefined });
  private readonly sent = new Map<string, Set<string>>();
  private readonly after = new Map<string, string>();
  private turns = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param reader asks again who he is; undefined where he may not watch any more. @param from an id to go on after; absent: from now on */
  constructor(
    private readonly topics: readonly Topic[],
    private actor: Actor,
    private readonly reader: () => Promise<Actor | undefined>,
    from: string,
  ) {
    for (const { name } of topics) this.after.set(name, from);
    this.body.once('close', () => clearTimeout(this.timer));
    this.body.push('retry: 3000\n\n');
    this.next(0);
  }

  /** Ends it; the reader comes again by himself. */
  end(): void {
    clearTimeout(this.timer);
    if (!this.body.destroyed) this.body.push(null);
  }

  /** One look at everything: also what specs call in place of waiting. */
  async turn(): Promise<void> {
    this.turns++;
    if (this.turns % principalEveryTurns === 0) {
      const actor = await this.reader();
      if (!actor) return this.refuse();
      this.actor = actor;
    }
    for (const topic of this.topics) await this.tell(topic);
    if (this.turns % heartbeatEveryTurns === 0) this.body.push(': still here\n\n');
    if (this.body.readableLength > mostWaitingBytes) this.end();
  }

  private next(inMs: number): void {
    this.timer = setTimeout(() => {
      this.turn().then(
        () => void (this.isOver || this.next(everyMs)),
        () => this.end(),
      );
    }, inMs);
    this.timer.unref();
  }

  private get isOver(): boolean {
    return this.body.destroyed || this.body.readableEnded;
  }

  private refuse(): void {
    this.body.push('event: over\ndata: {}\n\n');
    this.end();
  }

  private async tell({ name, kind, subject, source }: Topic): Promise<void> {
    const after = this.after.get(name) ?? '';
    const events = await source.since(this.actor, subject, after, mostEvents);
    const sent = this.sent.get(name) ?? new Set();
    const fresh = events.filter(({ id }) => !sent.has(id));
    for (const { id, data } of fresh) {
      sent.add(id);
      this.body.push(`id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify({ topic: name, item: data })}\n\n`);
    }
    const last = events.at(-1)?.id;
    if (last === undefined) return;
    const from = events.length === mostEvents ? last : firstIdOf(momentOf(last) - latenessMs);
    if (from > after) this.after.set(name, from);
    this.sent.set(name, new Set([...sent].filter((id) => id > from)));
  }
}
