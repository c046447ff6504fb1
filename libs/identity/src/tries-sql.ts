import { eventCtes, statement } from '@placet/platform';

const tenant = `current_setting('app.workspace_id')::uuid`;
const sameMember = 'f.member_id is not distinct from excluded.member_id';

/** `$1` name, `$2` source, `$3` member or null, `$4` now. Locks the name, the source, and the two together, in this order; a statement of its
 *  own, since what is counted next must not be older than the wait. A name that changed hands begins anew. */
export const lockTries = statement(
  'lock_tries',
  `insert into secret_failure as f (workspace_id, name, source, member_id, last_at)
   select ${tenant}, name, source, member_id, $4::timestamptz
     from (values (1, $1::bytea, '', $3::uuid), (2, ''::bytea, $2::text, null), (3, $1, $2, $3)) v(place, name, source, member_id) order by place
   on conflict (workspace_id, name, source) do update
      set failures = case when ${sameMember} then f.failures else 0 end,
          wait_until = case when ${sameMember} then f.wait_until end,
          succeeded_at = case when ${sameMember} then f.succeeded_at end,
          last_at = case when f.name = ''::bytea then excluded.last_at else f.last_at end,
          member_id = excluded.member_id`,
);

/** `$1` name, `$2` source, `$3` now. One row: `verdict` is `go` (and the try is counted), `wait` with `until`, or `locked`. Sweeps a few old
 *  traces of names that nobody has, so that guessing at names fills no disk. */
export const chargeTry = statement(
  'charge_try',
  `with here as (select failures, wait_until, succeeded_at from secret_failure where name = $1::bytea and source = $2::text),
  everywhere as (select failures from secret_failure where name = $1 and source = ''),
  sprayed as (
    select count(*) as names, min(last_at) as since from (
      select last_at from secret_failure
       where source = $2 and name <> ''::bytea and failures > 0 and last_at > $3::timestamptz - interval '10 minutes'
       order by last_at desc limit 20) latest),
  verdict as (
    select case when here.failures >= 10 then 'locked'
                when everywhere.failures >= 100 and here.succeeded_at is null then 'locked'
                when here.wait_until > $3 or sprayed.names >= 20 then 'wait'
                else 'go' end as verdict,
           greatest(here.wait_until, case when sprayed.names >= 20 then sprayed.since + interval '10 minutes' end) as until
      from here, everywhere, sprayed),
  charged as (
    update secret_failure f set failures = f.failures + 1, last_at = $3,
           wait_until = case when f.source = $2 and f.failures >= 4 then $3::timestamptz + interval '15 minutes' * 2 ^ (f.failures - 4) end
      from verdict where verdict.verdict = 'go' and f.name = $1 and f.source in ('', $2)),
  swept as (
    delete from secret_failure f using (
      select name, source from secret_failure where member_id is null and last_at < $3::timestamptz - interval '30 days' and name <> $1
       order by last_at limit 20 for update skip locked) old
     where f.name = old.name and f.source = old.source)
  select verdict, until from verdict`,
);

/** `$1` name, `$2` source, `$3` now, `$4` events. */
export const tryFailed = statement(
  'try_failed',
  `with noted as (update secret_failure set last_at = $3::timestamptz where name = $1::bytea and source = $2::text), ${eventCtes('$4::jsonb')} select 1`,
);

/** A right secret ends the row of failures, here and in the count from everywhere. Needs `name bytea, source, now` in `from`. */
export const tryForgivenCte = (from: string): string => `
  forgiven as (
    update secret_failure f set failures = 0, wait_until = null, succeeded_at = case when f.source <> '' then t.now end
      from ${from} t where f.workspace_id = t.workspace_id and f.name = t.name and f.source in ('', t.source))`;

/** A new secret opens every lock. Needs `member_id` in `from`. */
export const locksOpenedCte = (from: string): string => `
  unlocked as (delete from secret_failure f using ${from} t where f.workspace_id = t.workspace_id and f.member_id = t.member_id)`;
