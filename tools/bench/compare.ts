import { spreadOver, type Call, type Ground } from './calls.ts';
import type { Round } from './figures.ts';
import type { Server, Stage } from './ground/stage.ts';
import { countsOf, faultsBetween, raceAdds, raceCreates } from './invariants.ts';
import { onceOnly, type Ask, type Place } from './load/requests.ts';
import type { Options } from './options.ts';
import { walk, whyNotServed } from './probe.ts';
import type { Driver } from './rounds.ts';

/** A call at a size with so many clients, on both servers. */
export interface Compared {
  readonly call: Call;
  readonly size: number;
  readonly clients: number;
  readonly bare: readonly Round[];
  readonly placet: readonly Round[];
  /** why Placet does not serve it, as it said itself */
  readonly notServed?: string | undefined;
  /** what the invariants found, and answers that are no 2xx */
  readonly faults: readonly string[];
}

interface Entry extends Omit<Compared, 'bare' | 'placet' | 'faults' | 'notServed'> {
  readonly bare: Round[];
  readonly placet: Round[];
  readonly faults: string[];
  notServed?: string | undefined;
  cursors: readonly string[];
}

/** Runs rounds of a call, bare and Placet in turns and the sizes in turns too, so that what disturbs one disturbs all. */
export async function compare(
  call: Call,
  {
    stage,
    ground,
    driver,
    options,
    tell,
  }: { stage: Stage; ground: Ground; driver: Driver; options: Options; tell: (what: string) => void },
): Promise<Compared[]> {
  const entries: Entry[] = options.clients.flatMap((clients) =>
    options.sizes.map((size) => ({ call, size, clients, bare: [], placet: [], faults: [], cursors: [] })),
  );
  for (const entry of entries) await open(entry);
  for (let round = 0; round < options.rounds; round++)
    for (const entry of entries) for (const server of [stage.bare, stage.placet]) await play(entry, server, round);
  return entries;

  async function open(entry: Entry): Promise<void> {
    const places = ground(call, entry.size);
    const name = fresh();
    const [bareWords, placetWords] = [
      await whyNotServed(stage.bare, call.bareAsk ?? call.ask, places.bare[0]!, name),
      await whyNotServed(stage.placet, call.ask, places.placet[0]!, name),
    ];
    if (bareWords) throw new Error(`the bare server does not serve ${call.title}: ${bareWords}`);
    entry.notServed = placetWords;
    if (call.ask !== 'cursor' || placetWords) return;
    const { cursors, faults } = await walk(stage.placet, places.placet[0]!);
    entry.cursors = cursors;
    entry.faults.push(...faults);
  }

  async function play(entry: Entry, server: Server, round: number): Promise<void> {
    if (entry.notServed) return;
    const places = ground(call, entry.size)[server.name];
    const ask = (server.name === 'bare' && call.bareAsk) || call.ask;
    const before = await countsOf(server);
    const { first, last } = share(ask, places, round + options.rounds * options.clients.indexOf(entry.clients));
    const work = {
      ask,
      places: call.isSpread ? places.slice(0, spreadOver) : places,
      first,
      last,
      prefix: fresh(),
      cursors: entry.cursors,
    };
    const ms = options.seconds * 1000;
    const { round: figures, loaded } = await driver.run(server, { clients: entry.clients, warmupMs: Math.min(warmupMs, ms / 2), ms, work });
    entry[server.name].push(figures);
    tell(`${call.title}, ${entry.size}, ${entry.clients} clients, ${server.name}: ${Math.round(figures.perSecond)}/s`);
    for (const [status, times] of Object.entries(loaded.refusals))
      entry.faults.push(`${server.name}: ${times} answers were ${status} ${wordsOf(loaded.firstRefusal)}`);
    const found = faultsBetween(before, await countsOf(server), ask, loaded.acknowledged);
    const raced = [...(await raceCreates(server, places[0]!, fresh())), ...(await raceAddsWhereServed(server, places[0]!))];
    entry.faults.push(...[...found, ...raced].map((fault) => `${server.name}: ${fault}`));
  }

  /** What can be done once only is dealt out to the rounds. */
  function share(ask: Ask, places: readonly Place[], round: number): { first: number; last: number } {
    const each = onceOnly[ask]?.(places[0]!).count ?? 0;
    const part = Math.floor((each * places.length) / (options.rounds * options.clients.length));
    return { first: part * round, last: part * (round + 1) };
  }
}

/** What SCIM's error says, without the request's id. */
const wordsOf = (refusal = '') => (/"detail":"([^"]*)"/.exec(refusal)?.[1] ?? refusal).replace(/[0-9a-f-]{36}/g, '…').slice(0, 120);

const warmupMs = 500;
let names = 0;
const fresh = () => `n${(names++).toString(36)}x`;

const raceAddsWhereServed = (server: Server, place: Place) => (place.groupId ? raceAdds(server, place, fresh()) : Promise.resolve([]));
