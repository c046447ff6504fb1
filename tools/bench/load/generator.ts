// The closed loop, in a process of its own so that its CPU is nobody's: so many clients, each asks again as soon as it was answered.
import { Line } from './line.ts';
import { requestsOf, type Work } from './requests.ts';

/** What the driver asks for. */
export interface Load {
  readonly port: number;
  readonly clients: number;
  readonly warmupMs: number;
  readonly ms: number;
  readonly work: Work;
}

/** What a round gave. Answers in the warm-up count for nothing but `acknowledged` and `refusals`. */
export interface Loaded {
  readonly ms: number;
  readonly requests: number;
  /** of all 2xx answers, the warm-up's too: what must be in the database afterwards */
  readonly acknowledged: number;
  /** answers that are no 2xx, by status; 0 is a broken connection */
  readonly refusals: Readonly<Record<string, number>>;
  /** milliseconds, ascending */
  readonly latencies: Float64Array;
  /** the work was used up before the time */
  readonly ranOut: boolean;
  /** the first refusal's own words */
  readonly firstRefusal?: string | undefined;
}

/** `began` and `measured` are the ends of the time that counts: whoever hears them reads the processes' CPU. */
export type Said = { readonly kind: 'began' } | { readonly kind: 'measured' } | { readonly kind: 'ended'; readonly loaded: Loaded };

const cursorOf = (body: string) => /"nextCursor":"([^"]+)"/.exec(body)?.[1];

function run({ port, clients, warmupMs, ms, work }: Load, say: (said: Said) => void): void {
  const cursors: (string | undefined)[] = [];
  const next = requestsOf(work, (client) => cursors[client]);
  const lines = Array.from({ length: clients }, () => new Line(port));
  const latencies: number[] = [];
  const refusals: Record<string, number> = {};
  const from = performance.now() + warmupMs;
  let [acknowledged, open, ranOut] = [0, clients, false];
  let phase: 'warming' | 'measuring' | 'over' = 'warming';
  let firstRefusal: string | undefined;
  let [began, ended] = [from, from];

  function turn(now: number): void {
    if (phase === 'warming' && now >= from) {
      [phase, began] = ['measuring', now];
      say({ kind: 'began' });
    } else if (phase === 'measuring' && now >= began + ms) over(now);
  }

  function over(now: number): void {
    if (phase === 'warming') say({ kind: 'began' });
    if (phase !== 'over') say({ kind: 'measured' });
    [phase, ended] = ['over', phase === 'over' ? ended : now];
  }

  function step(client: number, now: number): void {
    turn(now);
    const request = phase === 'over' ? undefined : next(client);
    if (request === undefined) {
      ranOut ||= phase !== 'over';
      over(now);
      if (--open === 0) finish();
      return;
    }
    lines[client]!.ask(request, (status, body) => {
      const answered = performance.now();
      if (status >= 200 && status < 300) acknowledged++;
      else {
        refusals[status] = (refusals[status] ?? 0) + 1;
        firstRefusal ??= body();
      }
      if (phase === 'measuring') latencies.push(answered - now);
      if (work.ask === 'cursor') cursors[client] = cursorOf(body());
      step(client, answered);
    });
  }

  function finish(): void {
    for (const line of lines) line.close();
    const sorted = Float64Array.from(latencies).toSorted();
    const loaded = { ms: ended - began, requests: sorted.length, acknowledged, refusals, latencies: sorted, ranOut, firstRefusal };
    say({ kind: 'ended', loaded });
  }

  for (let client = 0; client < clients; client++) step(client, performance.now());
}

process.on('message', (load: Load) => run(load, (said) => process.send?.(said)));
process.on('disconnect', () => process.exit());
