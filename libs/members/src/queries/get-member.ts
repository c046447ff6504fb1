import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { actorName, type MemberReply } from '@placet/contracts';
import { Clock, NotFound, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import type { z } from 'zod';
import { isOwner, rankOf } from '../facts/member-sql.ts';
import { reachOf } from '../reach.ts';
import { actionsFor, type ActedOn } from './member-actions.ts';
import { instant, rowColumns } from './member-row-sql.ts';
import { memberRow, nameOf, present, type MemberColumns } from './member-row.ts';

export type MemberPage = z.infer<typeof MemberReply>;

/** One member with all that his page shows, and what the reader may do with him.
 *
 * @throws NotFound, also for whom a site manager can't reach; PermissionMissing
 */
export class GetMember extends Query<MemberPage> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

/** `$1` member, `$2` the sites to which the reader is bound or null, `$3` his sites, `$4` now. */
const memberPage = statement(
  'member_page',
  `select ${rowColumns}, m.email_verified, m.mobile, m.address, m.default_site, m.starts_on::text as starts_on, m.ends_on::text as ends_on,
          m.ban_reason, m.banned_until, m.banned_at, m.version, m.updated_at, ${rankOf('m')} as rank,
          m.state = 'active' and ${isOwner('m')} and coalesce((select count from active_owners), 0) <= 1 as is_last_owner,
          exists (select from member_site ms where ms.member_id = m.id and ms.site_id = any($3::uuid[])) as on_own_site,
          coalesce(a.secret_kind, 'none') as secret_kind, coalesce(a.secret_kind, 'none') <> 'none' as has_secret, coalesce(a.change_required, false) as change_required,
          (select max(f.wait_until) from secret_failure f where f.member_id = m.id and f.wait_until > $4::timestamptz) as locked_until,
          (select to_jsonb(b) from (select id, first_name, last_name, username, state from member b where b.id = m.banned_by) b) as banned_by,
          (select i.id from invitation i where i.member_id = m.id and i.state = 'open') as invitation_id,
          coalesce((select jsonb_agg(jsonb_build_object('product', e.product, 'since', ${instant('e.since')}, 'place',
                     (select count(*) from queue_entry o where o.product = e.product
                        and (o.priority > e.priority or o.priority = e.priority and (o.since, o.member_id) <= (e.since, e.member_id)))) order by e.product)
              from queue_entry e where e.member_id = m.id), '[]') as waiting
     from member m left join account a on a.workspace_id = m.workspace_id and a.member_id = m.id
    where m.id = $1::uuid and m.state <> 'erased'
      and ($2::uuid[] is null or exists (select from member_site ms where ms.member_id = m.id and ms.site_id = any($2)))`,
);

interface Found extends MemberColumns, Omit<ActedOn, 'id' | 'state'> {
  readonly email_verified: boolean;
  readonly mobile: string | null;
  readonly address: MemberPage['address'] | null;
  readonly default_site: string | null;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
  readonly ban_reason: string | null;
  readonly banned_until: Date | null;
  readonly banned_at: Date | null;
  readonly banned_by: (Pick<MemberColumns, 'first_name' | 'last_name' | 'username' | 'state'> & { id: string }) | null;
  readonly version: number;
  readonly updated_at: Date;
  readonly secret_kind: MemberPage['credential']['kind'];
  readonly change_required: boolean;
  readonly locked_until: Date | null;
  readonly invitation_id: string | null;
  readonly waiting: MemberPage['waiting'];
}

@QueryHandler(GetMember)
export class GetMemberHandler implements IQueryHandler<GetMember> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId }: GetMember): Promise<MemberPage> {
    const { own_sites } = reachOf(actor, 'members.read');
    const [row] = await this.em.execute<Found>(memberPage, [memberId, own_sites, actor.siteIds, this.clock.now()]);
    if (!row) throw new NotFound('member');
    return {
      ...memberRow(row, actor),
      emailVerified: row.email_verified,
      ...present('mobile', row.mobile),
      ...present('address', row.address),
      ...present('defaultSiteId', row.default_site),
      ...present('startsOn', row.starts_on),
      ...present('endsOn', row.ends_on),
      credential: {
        kind: row.secret_kind,
        changeRequired: row.change_required,
        ...present('lockedUntil', row.locked_until?.toISOString()),
      },
      ...present('ban', banOf(row, actor)),
      ...present('invitationId', row.invitation_id),
      waiting: row.waiting,
      rank: row.rank,
      version: row.version,
      updatedAt: row.updated_at.toISOString(),
      actions: actionsFor(actor, row),
    };
  }
}

function banOf({ state, ban_reason, banned_until, banned_at, banned_by }: Found, reader: Actor): MemberPage['ban'] {
  if (state !== 'banned' || !banned_at) return undefined;
  return {
    reason: ban_reason ?? '',
    ...present('until', banned_until?.toISOString()),
    by: { ...present('id', banned_by?.id), displayName: actorName('system', banned_by && nameOf(banned_by, reader), reader.language) },
    at: banned_at.toISOString(),
  };
}
