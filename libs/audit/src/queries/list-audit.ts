import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AuditEntry, AuditQuery } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm, openPersonal, type SortKey } from '@placet/platform';
import type { z } from 'zod';
import { actorName, memberName, type NamedRow } from '../actor-names.ts';

type Asked = z.infer<typeof AuditQuery>;
type Entry = z.infer<typeof AuditEntry>;

/** One page of what happened, newest first. */
export interface AuditLines {
  readonly items: Entry[];
  /** of the last item, where more follow */
  readonly last: SortKey | undefined;
  /** exact up to 10,000, which also stands for more */
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** @param after the sort key of the last item before: its instant and its id. Days of `from` and `to` are the workspace's, both included */
export class ListAudit extends Query<AuditLines> {
  constructor(
    readonly actor: Actor,
    readonly asked: Asked,
    readonly after: SortKey | undefined,
  ) {
    super();
  }
}

const countedAtMost = 10_000;
const dayIn = (day: string) =>
  `((${day})::timestamp at time zone (select time_zone from workspace where id = current_setting('app.workspace_id')::uuid))`;
const chosen = `
  ($1::text[] is null or e.type = any($1)) and ($2::text is null or e.subject_id = $2) and ($3::uuid is null or e.actor_id = $3)
  and ($4::text[] is null or e.door = any($4))
  and ($5::date is null or e.at >= ${dayIn('$5::date')}) and ($6::date is null or e.at < ${dayIn('$6::date + 1')})`;
const subjectIs = (kind: string) => `case when e.subject_kind = '${kind}' then e.subject_id::uuid end`;

/** Each name is joined by key, for the few rows of the page only. */
const page = `
  with hits as (
    select * from event e where ${chosen} and ($7::timestamptz is null or (e.at, e.id) < ($7, $8::uuid)) order by e.at desc, e.id desc limit $9),
  counted as (select count(*)::int as total from (select from event e where ${chosen} limit ${countedAtMost + 1}) first_ones)
  select e.id, e.at, e.type, e.door, e.actor_kind, e.actor_id, e.subject_kind, e.subject_id, e.facts, e.personal_of, e.personal, e.request_id, c.total,
         k.key, s.number, s.hash, dc.name as directory, row_to_json(a) as actor, row_to_json(m) as member,
         coalesce(g.name, p.name, site.name, own.name, sd.name) as thing
    from counted c left join hits e on true
    left join member_key k on k.member_id = e.personal_of
    left join event_seal s on s.event_id = e.id
    left join lateral (select first_name, last_name, username, state from member where e.actor_kind = 'member' and id = e.actor_id) a on true
    left join directory_connection dc on e.actor_kind = 'connection' and dc.id = e.actor_id
    left join invitation i on i.id = ${subjectIs('invitation')}
    left join lateral (select first_name, last_name, username, state from member where id = coalesce(i.member_id, ${subjectIs('member')})) m on true
    left join user_group g on g.id = ${subjectIs('group')}
    left join site on site.id = ${subjectIs('site')}
    left join directory_connection sd on sd.id = ${subjectIs('connection')}
    left join product p on e.subject_kind = 'seat_pool' and p.code = e.subject_id
    left join workspace own on e.subject_kind = 'workspace' and own.id = e.workspace_id
   order by e.at desc, e.id desc`;

interface Line {
  id: string | null;
  at: Date;
  type: string;
  door: Entry['door'];
  actor_kind: string;
  actor_id: string | null;
  subject_kind: string;
  subject_id: string;
  facts: Record<string, unknown>;
  personal_of: string | null;
  personal: Buffer | null;
  request_id: string | null;
  total: number;
  key: Buffer | null;
  number: string | null;
  hash: Buffer | null;
  directory: string | null;
  actor: NamedRow | null;
  member: NamedRow | null;
  thing: string | null;
}

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, asked, after }: ListAudit): Promise<AuditLines> {
    const { type, subjectId, actorId, door, from, to, limit } = asked;
    const filters = [type, subjectId, actorId, door, from, to].map((value) => value ?? null);
    const rows = await this.em.execute<Line>(page, [...filters, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
    const lines = rows.filter(({ id }) => id !== null);
    const shown = lines.slice(0, limit);
    const last = shown.at(-1);
    const total = rows[0]?.total ?? 0;
    return {
      items: shown.map((line) => entryOf(line, actor.language)),
      last: lines.length > limit && last ? [last.at.toISOString(), last.id] : undefined,
      total: Math.min(total, countedAtMost),
      totalIsExact: total <= countedAtMost,
    };
  }
}

function entryOf(line: Line, language: Actor['language']): Entry {
  const personal = openPersonal(line.key, line.personal_of ?? '', line.personal);
  const who = line.actor ? memberName(line.actor, language) : line.directory;
  const whom = line.member ? memberName(line.member, language) : line.thing;
  return {
    id: line.id ?? '',
    at: line.at.toISOString(),
    type: line.type,
    door: line.door,
    actor: {
      kind: line.actor_kind,
      ...(line.actor_id ? { id: line.actor_id } : {}),
      displayName: actorName(line.actor_kind, who, language),
    },
    subject: { kind: line.subject_kind, id: line.subject_id, ...(whom ? { displayName: whom } : {}) },
    facts: { ...line.facts, ...personal },
    ...(line.request_id ? { requestId: line.request_id } : {}),
    ...(line.number && line.hash ? { seal: { number: Number(line.number), hash: line.hash.toString('hex') } } : {}),
  };
}
