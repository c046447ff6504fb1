import { eventCtes, statement } from '@placet/platform';
import { openAccountCtes } from '@placet/identity';
import { claimCtes, poolsCte } from '@placet/seats';
import { emailNeededBy, fullPool, happenedUnder, keyLacked, ownersCtes, policyCte, policyText } from './member-sql.ts';

const fields = `member_id uuid, kind text, wants text, first_name text, last_name text, email text, email_key text, email_verified boolean, username text,
  job_title text, mobile text, address jsonb, seniority uuid, language text, group_ids uuid[], site_ids uuid[], default_site uuid, products text[],
  starts_on date, ends_on date, door text, managed_by uuid, on_full text, overtake boolean, counts_as_full boolean, max_rank int, own_sites uuid[], gives text[], gives_on_sites text[], secret_kind text,
  secret_hash text, secret_expires_at timestamptz, change_required boolean, single_sign_on boolean, login_keys text[], member_key text,
  claim_key text, invitation_id uuid, sends_mail boolean, message text, invited_by uuid, invited_by_kind text, now timestamptz`;

/** Creates a member with account, groups, sites, seats or a place in the queue, invitation and events: the one way for every door.
 *
 * `$1` the member (`fields`), `$2` events. Run after `lockGroups` and `lockPools`. One row: `outcome` is `added`, `waiting`, `without_access`, or a refusal
 * that changed nothing; `queue` asks to be run again behind those who wait, with `overtake`.
 */
export const createMember = statement(
  'create_member',
  `with c as (select current_setting('app.workspace_id')::uuid as workspace_id, r.* from jsonb_to_record($1::jsonb) as r(${fields})),
  ${policyCte},
  g as (select count(*)::int as found, coalesce(max(g.rank), 0) as rank, coalesce(bool_or(g.built_in = 'owner'), false) as owner,
               coalesce(bool_or(${emailNeededBy('g')}), false) as email_required, min(${keyLacked}) as lacks from user_group g, c, p where g.id = any(c.group_ids)),
  s as (select count(*)::int as found from site, c where id = any(c.site_ids)),
  ${poolsCte('c', 'c.products')},
  verdict as (
    select case
        when w.state <> 'active' then 'workspace_suspended'
        when c.door <> 'console' and c.door <> 'operator' and ${policyText('member.createThrough', 'all')} = 'console' then 'only_console'
        when w.members_max is not null and (select count(*) from (select from member limit w.members_max) few) >= w.members_max then 'members_max'
        when g.found < cardinality(c.group_ids) then 'unknown_group'
        when g.rank > c.max_rank then 'rank'
        when g.lacks is not null then 'permission'
        when s.found < cardinality(c.site_ids) then 'unknown_site'
        when c.own_sites is not null and not (cardinality(c.site_ids) > 0 and c.site_ids <@ c.own_sites) then 'site_out_of_reach'
        when c.default_site is not null and c.default_site <> all(c.site_ids) then 'default_site_not_granted'
        when c.seniority is not null and not exists (select from seniority y where y.id = c.seniority and not y.retired) then 'unknown_seniority'
        when c.language <> all(w.languages) then 'language_not_enabled'
        when g.email_required and c.email is null and c.managed_by is null then 'email_required'
        when c.secret_kind = 'pin' and g.rank > 10 then 'pin_not_for_group'
        when pools.found < cardinality(c.products) then 'product_not_sold'
        when c.on_full = 'wait' and c.managed_by is null and ${policyText('seat.onFull.console', 'refuse')} <> 'wait' then 'wait_not_allowed'
        when cardinality(c.products) = 0 then 'added'
        when pools.queued and not c.overtake then 'queue'
        when pools.room and not c.counts_as_full then 'added'
        when coalesce(c.on_full, ${policyText('seat.onFull.console', 'refuse')}) = 'wait' then 'waiting'
        when c.on_full = 'without_access' then 'without_access'
        else 'full' end as outcome, w.language as default_language, g.owner, g.rank, g.lacks, p.version as policy_version,
        c.now + make_interval(days => ${policyText('invitation.days', '14')}::int) as expires_at,
        array(select jsonb_array_elements_text(coalesce(p.values -> 'invitation.reminders', '[3,7]'))::int) as reminders
      from c, p, g, s, pools, workspace w where w.id = c.workspace_id),
  go as (
    select c.workspace_id, c.member_id, c.door, c.claim_key, c.now, v.outcome, v.default_language as language, v.expires_at, v.reminders, v.policy_version,
           case when v.outcome = 'waiting' then 'waiting' else c.wants end as state,
           case when v.outcome = 'without_access' then '{}' else c.products end as products,
           v.outcome = 'added' and cardinality(c.products) > 0 as has_seat, v.outcome = 'waiting' as joins_queue, false as leaves_queue,
           (v.owner and v.outcome <> 'waiting' and c.wants = 'active')::int as owners,
           c.secret_kind, c.secret_hash, c.secret_expires_at, c.change_required, c.single_sign_on, c.login_keys
      from c, verdict v where v.outcome in ('added', 'waiting', 'without_access')),
  ${claimCtes('go')},
  ${ownersCtes('go')},
  coded as (update workspace_tally t set last_user_code = last_user_code + 1 from go where t.workspace_id = go.workspace_id returning last_user_code),
  born as (
    insert into member (workspace_id, id, kind, state, first_name, last_name, email, email_key, email_verified, username, user_code, job_title, mobile,
                        address, seniority, language, default_site, access, starts_on, ends_on, origin, managed_by, created_at, updated_at)
    select go.workspace_id, c.member_id, c.kind, go.state, c.first_name, c.last_name, c.email, c.email_key, c.email_verified, c.username,
           user_code_of(coded.last_user_code), c.job_title, c.mobile, c.address, c.seniority, coalesce(c.language, go.language), c.default_site, go.products,
           c.starts_on, c.ends_on, c.door, c.managed_by, c.now, c.now from go, c, coded returning user_code),
  keyed as (insert into member_key (workspace_id, member_id, key) select go.workspace_id, c.member_id, c.member_key::bytea from go, c),
  ${openAccountCtes('go')},
  grouped as (insert into group_member (workspace_id, group_id, member_id) select go.workspace_id, id, go.member_id from go, c, unnest(c.group_ids) id),
  placed as (insert into member_site (workspace_id, member_id, site_id) select go.workspace_id, go.member_id, id from go, c, unnest(c.site_ids) id),
  invited as (
    insert into invitation (workspace_id, id, member_id, state, email_key, sends_mail, message, invited_by, invited_by_kind, round_started_at, reminders,
                            expires_at, policy_version, created_at)
    select go.workspace_id, c.invitation_id, go.member_id, 'open', c.email_key, c.sends_mail, c.message, c.invited_by, c.invited_by_kind, c.now, go.reminders,
           go.expires_at, go.policy_version, c.now from go, c where go.state = 'invited'),
  ${eventCtes(
    '$2::jsonb',
    happenedUnder,
    `jsonb_build_object('state', go.state, 'products', to_jsonb(go.products), 'outcome', go.outcome)`,
    `array(select 'waiting-list/' || go.workspace_id || '/' || product from unnest(go.products) product where go.joins_queue)`,
  )}
  select v.outcome, v.rank as rank_needed, v.lacks as key_needed, ${fullPool}, go.state, born.user_code
    from verdict v cross join p cross join pools left join go on true left join born on true`,
);
