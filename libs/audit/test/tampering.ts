import pg from 'pg';
import type { ChainWorld } from './chain-world.ts';

/** One way to falsify a log, as somebody who owns the database could. `$1` workspace, `$2` number of a link, `$3` number of the last one. */
const ways: Record<string, string[]> = {
  'an event was changed': [
    `update event set facts = facts || '{"n":-1}' where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`,
  ],
  'an event was given to another actor': [
    `update event set actor_kind = 'member', actor_id = uuidv7() where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`,
  ],
  'a personal value was swapped': [
    `update event set personal = sha256(personal) where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`,
  ],
  'an event was dated back': [
    `update event set at = at - interval '1 microsecond' where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`,
  ],
  'an event was dropped': [`delete from event where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`],
  'an event and its link were dropped': [
    `delete from event where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`,
    `delete from event_seal where workspace_id = $1 and number = $2`,
  ],
  'an event was slipped in': [
    `insert into event select (jsonb_populate_record(e, jsonb_build_object('id', uuidv7()))).* from event e
      where id = (select event_id from event_seal where workspace_id = $1 and number = $2)`,
  ],
  'two events changed places': [
    `update event_seal set number = number + 1000000 where workspace_id = $1 and number in ($2, $2 + 1)`,
    `update event_seal set number = case number when $2 + 1000000 then $2 + 1 else $2 end where workspace_id = $1 and number > 1000000`,
  ],
  'the tail was cut off': [
    `delete from event where id in (select event_id from event_seal where workspace_id = $1 and number > $3 - 5)`,
    `delete from event_seal where workspace_id = $1 and number > $3 - 5`,
  ],
  'the tail was cut off and the head moved back': [
    `delete from event where id in (select event_id from event_seal where workspace_id = $1 and number > $3 - 5)`,
    `delete from event_seal where workspace_id = $1 and number > $3 - 5`,
    `update event_head h set number = s.number, hash = s.hash from event_seal s where s.workspace_id = h.workspace_id and h.workspace_id = $1 and s.number = $3 - 5`,
  ],
};
const window = 8;

/** Falsifies one log again and again, verifies it each time, and puts it right. */
export class Tampering {
  readonly detected: string[] = [];
  readonly missed: string[] = [];

  constructor(
    private readonly chains: ChainWorld,
    private readonly client: pg.Client,
    private readonly actor: Parameters<ChainWorld['verify']>[0],
    private readonly entries: number,
    private seed = 20260302,
  ) {}

  static readonly ways = Object.keys(ways);

  /** One way, at a link of chance. */
  async once(way: string): Promise<void> {
    const number = 1 + (this.next() % (this.entries - window));
    const values = [this.actor.workspaceId, number, this.entries];
    await this.keep(number);
    for (const sql of ways[way] ?? [])
      await this.client.query(sql.replaceAll(/\$(\d)/g, (_, n: string) => this.client.escapeLiteral(String(values[Number(n) - 1]))));
    const { intact } = await this.chains.verify(this.actor);
    (intact ? this.missed : this.detected).push(way);
    await this.putRight(number);
  }

  private async keep(number: number): Promise<void> {
    const here = `workspace_id = '${this.actor.workspaceId}'`;
    const touched = `${here} and (number between ${number} and ${number + window} or number > ${this.entries - window})`;
    await this.client.query(`
      create temp table kept_seal as select * from event_seal where ${touched};
      create temp table kept_event as select * from event where id in (select event_id from kept_seal);
      create temp table kept_head as select * from event_head where ${here};`);
  }

  private async putRight(number: number): Promise<void> {
    const here = `workspace_id = '${this.actor.workspaceId}'`;
    const touched = `${here} and (number between ${number} and ${number + window} or number > ${this.entries - window})`;
    await this.client.query(`
      delete from event e where ${here} and (id in (select id from kept_event)
        or not exists (select from event_seal s where s.workspace_id = e.workspace_id and s.event_id = e.id));
      delete from event_seal where ${touched}; delete from event_head where ${here};
      insert into event select * from kept_event; insert into event_seal select * from kept_seal; insert into event_head select * from kept_head;
      drop table kept_seal, kept_event, kept_head;`);
  }

  /** A small generator with a seed, so that a failure can be repeated. */
  private next(): number {
    this.seed = (Math.imul(this.seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return this.seed;
  }
}

/** Suite #20: builds a log, falsifies it `tampered` times, and looks in between at the log put right for false alarms.
 *
 * @returns the suite's line, from what was counted
 */
export async function auditChainSuite(chains: ChainWorld, amounts: { entries: number; tampered: number }) {
  const { Happen } = await import('./chain-world.ts');
  const { actor, memberId } = await chains.workspace();
  for (let left = amounts.entries; left > 0; left -= 100) await chains.world.bus.execute(new Happen(actor, memberId, Math.min(100, left)));
  await chains.sealAll();
  const client = new pg.Client({ connectionString: chains.world.urls.superuser });
  await client.connect();
  const tampering = new Tampering(chains, client, actor, amounts.entries);
  let falseAlarms = 0;
  for (let n = 0; n < amounts.tampered; n++) {
    await tampering.once(Tampering.ways[n % Tampering.ways.length]!);
    if (n % 8 === 7 && !(await chains.verify(actor)).intact) falseAlarms++;
  }
  await client.end();
  const { entries } = await chains.verify(actor);
  const line = `entries ${entries}, tampered ${amounts.tampered}, detected ${tampering.detected.length}, false alarms ${falseAlarms}`;
  process.stdout.write(`${line}\n`);
  return { line, entries, falseAlarms, missed: tampering.missed, detected: tampering.detected };
}
