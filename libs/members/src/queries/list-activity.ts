import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { actorName, type ActivityPage, type SeatListQuery } from '@placet/contracts';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Cursors, WorkspaceEm, openPersonal, statement } from '@placet/platform';
import type { z } from 'zod';
import { reachOf } from '../reach.ts';
import { nameOf, present, type MemberColumns } from './member-row.ts';

type Activity = z.infer<typeof ActivityPage>;

/** What happened to a member, newest first: who, what, through which door, before and after (`console.md` §4.4). Personal values are opened with
 * his key; after an erasure there is none, and they stay closed.
 *
 * @throws NotFound, PermissionMissing, MalformedCursor
 */
export class ListActivity extends Query<Activity> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly asked: z.output<typeof SeatListQuery>,
  ) {
    super();
  }
}

/** `$1` member, `$2` the sites to which the reader is bound or null, `$3` the last id of the page before, `$4` how many. Ids of events are in their
 *  order of time. Without an event one row whose `id` is null. */
const activity = statement(
  'member_activity',
  `with one as (
    select m.workspace_id, m.id::text as id from member m where m.id = $1::uuid
       and ($2::uuid[] is null or exists (select from member_site ms where ms.member_id = m.id and ms.site_id = any($2))))
   select c.total, e.id, e.type, e.at, e.door, e.facts, e.actor_kind, e.actor_id, e.personal_of, e.personal, k.key, to_jsonb(a) as actor, d.name as directory
     from one
     cross join lateral (select count(*)::int as total from (select from event where subject_id = one.id limit 10001) few) c
     left join lateral (select * from event where subject_id = one.id and ($3::uuid is null or event.id < $3) order by event.id desc limit $4) e on true
     left join member_key k on k.workspace_id = e.workspace_id and k.member_id = e.personal_of
     left join lateral (select first_name, last_name, username, state from member where e.actor_kind = 'member' and id = e.actor_id) a on true
     left join directory_connection d on e.actor_kind = 'connection' and d.workspace_id = e.workspace_id and d.id = e.actor_id
    order by e.id desc`,
);

interface Found {
  readonly total: number;
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly door: Activity['items'][number]['door'];
  readonly facts: Record<string, unknown>;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly personal_of: string | null;
  readonly personal: Buffer | null;
  readonly key: Buffer | null;
  readonly actor: Pick<MemberColumns, 'first_name' | 'last_name' | 'username' | 'state'> | null;
  readonly directory: string | null;
}

const exactUpTo = 10_000;

@QueryHandler(ListActivity)
export class ListActivityHandler implements IQueryHandler<ListActivity> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly cursors: Cursors,
  ) {}

  async execute({ actor, memberId, asked }: ListActivity): Promise<Activity> {
    const { own_sites } = reachOf(actor, 'members.read');
    const list = `activity/${memberId}`;
    const after = this.cursors.decode(list, asked);
    const found = await this.em.execute<Found | { total: number; id: null }>(activity, [
      memberId,
      own_sites,
      after?.[0] ?? null,
      asked.limit + 1,
    ]);
    if (!found.length) throw new NotFound('member');
    const events = found.filter((row): row is Found => row.id !== null);
    const page = events.slice(0, asked.limit);
    const last = events.length > page.length ? page.at(-1) : undefined;
    const total = found[0]?.total ?? 0;
    return {
      items: page.map((row) => ({
        id: row.id,
        type: row.type,
        at: row.at.toISOString(),
        door: row.door,
        actor: { ...present('id', row.actor_id), displayName: whoActed(row, actor) },
        facts: { ...row.facts, ...openPersonal(row.key, row.personal_of ?? '', row.personal) },
      })),
      ...(last ? { nextCursor: this.cursors.encode(list, asked, [last.id]) } : {}),
      total: Math.min(total, exactUpTo),
      totalIsExact: total <= exactUpTo,
    };
  }
}

const whoActed = ({ actor, directory, actor_kind }: Found, reader: Actor): string =>
  actorName(actor_kind, actor ? nameOf(actor, reader) : directory, reader.language);
