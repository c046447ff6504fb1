import type { Actor } from '@placet/kernel';
import type { Unit } from '../../database/unit.ts';

/** An answer as it was given the first time, but for its secret. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; absent for an empty answer */
  readonly body?: string;
}

/** A request by its key: the same hash is the same request. */
export interface KeyedRequest {
  readonly actor: Actor;
  readonly key: string;
  readonly hash: Buffer;
  readonly now: Date;
}

/** What an earlier request with this key came to. */
export interface EarlierRequest {
  readonly hash: Buffer;
  readonly answer: KeptAnswer;
}

const keptMs = 24 * 3_600_000;

/** A member's keys are his own and live in his workspace; the operator's stand outside, since the workspace may not exist yet. */
const tables = {
  member: {
    insert: `insert into idempotency as kept (workspace_id, principal, key, hash, expires_at) values ($1, $2, $3, $4, $5)
      on conflict (workspace_id, principal, key)`,
    where: `workspace_id = $1 and principal = $2 and key = $3`,
    name: 'idempotency',
    place: ({ actor, key }: KeyedRequest) => [actor.workspaceId, `${actor.kind}:${actor.id}`, key],
  },
  operator: {
    insert: `insert into operator_idempotency as kept (workspace_id, key, hash, expires_at) values ($1, $2, $3, $4)
      on conflict (key)`,
    where: `key = $1`,
    name: 'operator_idempotency',
    place: ({ key }: KeyedRequest) => [key],
  },
} as const;

const tableOf = ({ actor }: KeyedRequest) => (actor.kind === 'operator' ? tables.operator : tables.member);

/** Takes the key for this request, in its transaction: a second request with it waits here until the first is over.
 *
 * @returns what the earlier request came to; undefined where the key is ours now
 */
export async function claimKey(unit: Unit, request: KeyedRequest): Promise<EarlierRequest | undefined> {
  const table = tableOf(request);
  const { actor, hash, now } = request;
  const place = table.place(request);
  const owner = actor.kind === 'operator' ? [actor.workspaceId, ...place] : place;
  const values = [...owner, hash, new Date(now.getTime() + keptMs)];
  const [claimed] = await unit.run({
    statement: `${table.insert} do update set hash = excluded.hash, expires_at = excluded.expires_at, status = null, answer = null
      where kept.expires_at < $${values.length + 1} returning key`,
    values: [...values, now],
  });
  if (claimed) return undefined;
  const [row] = await unit.run({ statement: `select hash, answer from ${table.name} where ${table.where}`, values: place });
  return row as unknown as EarlierRequest;
}

/** Keeps the answer beside the key, in the transaction of its effect. */
export async function keepAnswer(unit: Unit, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  const { name, where, place } = tableOf(request);
  const at = place(request);
  await unit.run({
    statement: `update ${name} set status = $${at.length + 1}, answer = $${at.length + 2} where ${where}`,
    values: [...at, answer.status, JSON.stringify(answer)],
  });
}
