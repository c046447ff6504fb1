import { eventCtes, statement } from '@placet/platform';
import { openAccountCtes } from '@placet/identity';
import { assignCtes, claimCtes, poolsCte } from '@placet/seats';
import { keepSaidCtes, managerCte } from './directory-sql.ts';
import { emailNeededBy, fullPool, happenedToEach, keyLacked, ownersCtes, policyCte, policyText, togetherCte } from './member-sql.ts';

/** What is the same for all who are created together. */
const shared = `kind text, wants text, group_ids uuid[], products text[], on_full text, door text, managed_by uuid, max_rank int, own_sites uuid[],
  gives text[], gives_on_sites text[], invited_by_kind text, overtake boolean, counts_as_full boolean`;

const each = `member_id uuid, first_name text, last_name text, email text, email_key text, email_verified boolean, username text, job_title text, mobile text,
  address jsonb, seniority uuid, language text, site_ids uuid[], default_site uuid, starts_on date, ends_on date, secret_kind text, secret_hash text,
  secret_expires_at timestamptz, change_required boolean, single_sign_on boolean, login_keys text[], member_key text, claim_key text, invitation_id uuid,
  sends_mail boolean, message text, invited_by uuid, manager uuid, said jsonb, now timestamptz`;

/** Judged without a look at seats: null for whoever may come. */
const refusal = `case
        when w.state <> 'active' then 'workspace_suspended'
        when c.door <> 'console' and c.door <> 'operator' and ${policyText('member.createThrough', 'all')} = 'console' then 'only_console'
        when w.members_max <= t.last_user_code then 'members_max'
        when g.found < cardinality(c.group_ids) then 'unknown_group'
        when g.rank > c.max_rank then 'rank'
        when g.lacks is not null then 'permission'
        when cardinality(c.site_ids) > 0 and (select count(*) from site where id = any(c.site_ids)) < cardinality(c.site_ids) then 'unknown_site'
        when c.own_sites is not null and not (cardinality(c.site_ids) > 0 and c.site_ids <@ c.own_sites) then 'site_out_of_reach'
        when c.default_site is not null and c.default_site <> all(c.site_ids) then 'default_site_not_granted'
        when c.seniority is not null and (select y.retired from seniority y where y.id = c.seniority) is not false then 'unknown_seniority'
        when c.language <> all(w.languages) then 'language_not_enabled'
        when g.email_required and c.email is null and c.managed_by is null then 'email_required'
        when c.secret_kind = 'pin' and g.rank > 10 then 'pin_not_for_group'
        when c.manager is not null and b.id is null then 'unknown_manager'
        when pools.found < cardinality(c.products) then 'product_not_sold'
        when c.on_full = 'wait' and c.managed_by is null and ${policyText('seat.onFull.console', 'refuse')} <> 'wait' then 'wait_not_allowed' end`;

/** The plain way is for whoever begins active, off-site and unannounced, and finds a seat: whatever takes more is for the whole one. */
const plainOnly = `case when c.wants <> 'active' or cardinality(c.site_ids) > 0 or g.owner or coalesce(c.starts_on, c.ends_on) is not null then 'whole' else ${refusal} end`;

const placedAndInvited = `
  placed_at as (insert into member_site (workspace_id, member_id, site_id) select go.workspace_id, go.member_id, id from go, unnest(go.site_ids) id),
  invited as (
    insert into invitation (workspace_id, id, member_id, state, email_key, sends_mail, message, invited_by, invited_by_kind, round_started_at, reminders,
                            expires_at, policy_version, created_at)
    select go.workspace_id, go.invitation_id, go.member_id, 'open', go.email_key, go.sends_mail, go.message, go.invited_by, go.invited_by_kind, go.now, go.reminders,
           go.expires_at, go.policy_version, go.now from go where go.state = 'invited'),
`;

const sqlOf = (how: 'whole' | 'plain'): string =>
  `with ${togetherCte(shared, each)},
  o as (select * from c limit 1),
  ${policyCte},
  g as (select count(*)::int as found, coalesce(max(g.rank), 0) as rank, coalesce(bool_or(g.built_in = 'owner'), false) as owner,
               coalesce(bool_or(${emailNeededBy('g')}), false) as email_required, min(${keyLacked('o')}) as lacks from user_group g, o, p where g.id = any(o.group_ids)),
  ${poolsCte('o', 'o.products')},
  ${managerCte},
  judged as (
    select c.*, ${how === 'whole' ? refusal : plainOnly} as refusal, g.owner, g.rank, g.lacks, w.language as default_language, p.version as policy_version,
           c.now + make_interval(days => ${policyText('invitation.days', '14')}::int) as expires_at,
           array(select jsonb_array_elements_text(coalesce(p.values -> 'invitation.reminders', '[3,7]'))::int) as reminders,
           cardinality(c.products) > 0 and c.wants <> 'inactive' as claims, ${policyText('seat.onFull.console', 'refuse')} as usual_on_full
      from c cross join p cross join g cross join pools join workspace w on w.id = c.workspace_id
      left join workspace_tally t on t.workspace_id = c.workspace_id left join b on b.member_id = c.member_id),
  placed as (select j.*, row_number() over (partition by j.refusal is null order by j.member_id) as place from judged j),
  verdict as (
    select v.*, case
        when v.refusal is not null then v.refusal
        when not v.claims then 'added'
        when pools.queued and not v.overtake then 'queue'
        when v.place <= pools.free and not v.counts_as_full then 'added'
        when coalesce(v.on_full, v.usual_on_full) = 'wait' then ${how === 'whole' ? `'waiting'` : `'whole'`}
        when v.on_full = 'without_access' then ${how === 'whole' ? `'without_access'` : `'whole'`}
        else 'full' end as outcome
      from placed v, pools),
  go as (
    select v.*, coalesce(v.language, v.default_language) as speaks, case when v.outcome = 'waiting' then 'waiting' else v.wants end as state,
           case when v.outcome = 'without_access' then '{}' else v.products end as access, row_number() over (order by v.member_id) as nth,
           v.outcome = 'added' and v.claims as has_seat, v.outcome = 'waiting' as joins_queue, false as leaves_queue,
           (v.owner and v.outcome <> 'waiting' and v.wants = 'active')::int as owners
      from verdict v where v.outcome in ('added', 'waiting', 'without_access')),
  ${how === 'whole' ? `${claimCtes('go', 'f.sends_mail, f.message, f.invited_by, f.invited_by_kind')}, ${ownersCtes('go')}` : assignCtes('go')},
  coded as (
    update workspace_tally t set last_user_code = t.last_user_code + n.count from (select workspace_id, count(*) as count from go group by workspace_id) n
     where t.workspace_id = n.workspace_id returning t.last_user_code - n.count as before,
     case when t.last_user_code > (select w.members_max from workspace w where w.id = t.workspace_id) then refuse('23514', 'members_max') end),
  born as (
    insert into member (workspace_id, id, kind, state, first_name, last_name, email, email_key, email_verified, username, user_code, job_title, mobile,
                        address, seniority, language, default_site, access, starts_on, ends_on, origin, managed_by, created_at, updated_at)
    select go.workspace_id, go.member_id, go.kind, go.state, go.first_name, go.last_name, go.email, go.email_key, go.email_verified, go.username,
           user_code_of(coded.before + go.nth), go.job_title, go.mobile, go.address, go.seniority, go.speaks, go.default_site, go.access,
           go.starts_on, go.ends_on, go.door, go.managed_by, go.now, go.now from go, coded returning id, user_code),
  keyed as (insert into member_key (workspace_id, member_id, key) select go.workspace_id, go.member_id, go.member_key::bytea from go),
  ${openAccountCtes('go')},
  grouped as (insert into group_member (workspace_id, group_id, member_id) select go.workspace_id, id, go.member_id from go, unnest(go.group_ids) id),
  ${keepSaidCtes('go')},
  ${how === 'whole' ? placedAndInvited : ''}
  ${eventCtes(
    '$3::jsonb',
    happenedToEach,
    `jsonb_build_object('state', go.state, 'products', to_jsonb(go.access), 'outcome', go.outcome)`,
    how === 'plain'
      ? null
      : `case when go.state = 'invited' then array['invitation/' || go.invitation_id]
          when go.joins_queue then array(select 'waiting-list/' || go.workspace_id || '/' || product from unnest(go.products) product) else '{}' end`,
  )}
  select v.member_id, v.outcome, v.rank as rank_needed, v.lacks as key_needed, ${fullPool}, go.state, born.user_code,
         (select y.name from seniority y where y.id = go.seniority) as seniority_name,
         (select jsonb_object_agg(x.code, x.name) from product x where x.code = any(go.access)) as product_names
    from verdict v cross join p cross join pools left join go on go.member_id = v.member_id left join born on born.id = v.member_id`;

/** Creates members with account, groups, sites, seats or a place in the queue, invitation, what a directory says of them, and events: the one way for
 * every door, for one or for many at once. Under the pools' locks the first of them get the seats that are free.
 *
 * `$1` what is `shared`, `$2` an array of `each`, `$3` events. Run after `lockGroups` and `lockPools`. One row for each: `outcome` is `added`, `waiting`,
 * `without_access`, or a refusal that changed nothing; `queue` asks to be run again behind those who wait, with `overtake`. One who is wanted
 * `inactive` only wishes for his products.
 */
export const createMember = statement('create_member', sqlOf('whole'));

/** The same without the parts that most creates of a directory have no use for: a statement costs by the tables that it may write to. `outcome` is also
 *  `whole`: nothing has changed, and `createMember` is to be run. */
export const createPlainMember = statement('create_plain_member', sqlOf('plain'));
