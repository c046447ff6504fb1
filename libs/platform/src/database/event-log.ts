import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Actor, DomainEvent, MemberId } from '@placet/kernel';
import { statement } from './statements.ts';

/** An event on its way to SQL. `when` is for hot facts, whose outcome is known only inside the statement. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly door: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly personal_of: string | null;
  readonly personal: string | null;
  readonly request_id: string | null;
  readonly pokes: readonly string[];
  readonly when?: string;
}

/** A member's key: 32 random bytes. Whoever destroys it makes the personal values in all of his events unreadable. */
export const newMemberKey = (): Buffer => randomBytes(32);

/** AES-256-GCM over JSON: 12 bytes of nonce, 16 of tag, then the text; bound to its member. */
function sealPersonal(key: Buffer, memberId: MemberId, values: Readonly<Record<string, unknown>>): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(memberId));
  const text = Buffer.concat([cipher.update(JSON.stringify(values), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** @returns the values, or undefined where the key is gone */
export function openPersonal(key: Buffer | null | undefined, memberId: string, sealed: Buffer | null): Record<string, unknown> | undefined {
  if (!key || !sealed) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(memberId));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')) as Record<string, unknown>;
}

/** @param key of `event.personal.memberId`; without it the personal values are left out */
export function eventRow(actor: Actor, event: DomainEvent, id: string, at: Date, key?: Buffer, when?: string): EventRow {
  const sealed = event.personal && key ? sealPersonal(key, event.personal.memberId, event.personal.values) : undefined;
  return {
    id,
    type: event.type,
    at: at.toISOString(),
    actor_kind: actor.kind,
    actor_id: actor.id ?? null,
    door: actor.door,
    subject_kind: event.subject.kind,
    subject_id: event.subject.id,
    facts: event.facts,
    personal_of: sealed ? (event.personal?.memberId ?? null) : null,
    personal: sealed ? `\\x${sealed.toString('hex')}` : null,
    request_id: actor.requestId ?? null,
    pokes: event.pokes ?? [],
    ...(when ? { when } : {}),
  };
}

const columns = 'id, type, at, actor_kind, actor_id, door, subject_kind, subject_id, facts, personal_of, personal, request_id';

/** CTEs that write events, and for each poke its process and outbox row: the one SQL for hot facts and for the flush.
 *
 * A poke `invitation/<id>` opens that process where there is none, and says of an open one that it has something to look at.
 *
 * @param events a parameter such as `$2::jsonb`, an array of EventRow
 * @param guard a join under which they are written, such as `join go on e."when" is null or e."when" = go.outcome`
 * @param facts what is added to each event's facts, an expression of jsonb
 * @param morePokes what is added to each event's pokes, an expression of text[]; null where there are none at all
 */
export const eventCtes = (events: string, guard = '', facts = `'{}'::jsonb`, morePokes: string | null = `'{}'::text[]`): string => `
  happened as (
    select e.id, e.type, e.at, e.actor_kind, e.actor_id, e.door, e.subject_kind, e.subject_id, e.facts || ${facts} as facts,
           e.personal_of, e.personal::bytea as personal, e.request_id, e.pokes${morePokes === null ? '' : ` || ${morePokes}`} as pokes
      from jsonb_to_recordset(${events}) as e(id uuid, type text, at timestamptz, actor_kind text, actor_id uuid, door text, subject_kind text,
           subject_id text, facts jsonb, personal_of uuid, personal text, request_id text, pokes text[], "when" text) ${guard}),
  logged as (insert into event (workspace_id, ${columns}) select current_setting('app.workspace_id')::uuid, ${columns} from happened)${morePokes === null ? '' : pokeCtes}`;

const pokeCtes = `,
  poked as (
    insert into outbox (workspace_id, id, event_id, destination)
    select current_setting('app.workspace_id')::uuid, uuidv7(), h.id, poke from happened h, unnest(h.pokes) poke),
  processes as (
    insert into process (workspace_id, workflow_id, kind, subject_id, wake_at, opened_at)
    select distinct on (poke) current_setting('app.workspace_id')::uuid, poke, split_part(poke, '/', 1), substr(poke, position('/' in poke) + 1), h.at, h.at
      from happened h, unnest(h.pokes) poke order by poke
    on conflict (workspace_id, workflow_id) do update set version = process.version + 1, poked_at = now(), closed_at = null)`;

/** Writes what a rich command raised, after its flush. */
export const recordEvents = statement('record_events', `with ${eventCtes('$1::jsonb')} select 1`);
