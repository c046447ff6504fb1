import type { SpecWorld } from '@placet/testing';

/** Logs every value that a pool's counters ever take, by a trigger: end states miss what passes. Test databases only. */
export async function logPoolCounters(world: SpecWorld): Promise<void> {
  await world.sql(`
    create table pool_log (workspace_id uuid, product text, used int, allowed int);
    create function log_pool() returns trigger language plpgsql security definer as $$
      begin
        insert into pool_log values (new.workspace_id, new.product, new.assigned + new.reserved, new.granted + new.paid + new.provisional + new.overage_limit + new.grandfathered);
        return null;
      end $$;
    create trigger log_pool after insert or update on seat_pool for each row execute function log_pool()`);
}

/** What is wrong with the pools of all workspaces; every field is 0 where I1 to I3 hold. */
export interface SeatFaults {
  /** live holdings beyond what a pool allows */
  readonly oversold: number;
  /** values beyond it that the counters had for a moment */
  readonly transients: number;
  /** pools whose counters differ from the live holdings or the queue */
  readonly drifted: number;
  /** members who hold a seat in a state that holds none, or hold none where their access says so */
  readonly misplaced: number;
}

export async function inspectSeats(world: SpecWorld, workspaceId: string): Promise<SeatFaults> {
  const [faults] = await world.sql<SeatFaults>(
    `with live as (select product, count(*) filter (where state = 'assigned')::int as assigned, count(*) filter (where state = 'reserved')::int as reserved
                     from holding where workspace_id = $1 and state <> 'released' group by product),
          line as (select product, count(*)::int as waiting from queue_entry where workspace_id = $1 group by product),
          pool as (select p.*, coalesce(l.assigned, 0) as live_assigned, coalesce(l.reserved, 0) as live_reserved, coalesce(q.waiting, 0) as live_waiting
                     from seat_pool p left join live l using (product) left join line q using (product) where p.workspace_id = $1)
     select (select coalesce(sum(greatest(0, live_assigned + live_reserved - purchased - overage_limit - grandfathered)), 0)::int from pool) as oversold,
            (select count(*)::int from pool_log where workspace_id = $1 and used > allowed) as transients,
            (select count(*)::int from pool where (assigned, reserved, waiting) <> (live_assigned, live_reserved, live_waiting)) as drifted,
            (select count(*)::int from member m where m.workspace_id = $1 and m.state <> 'waiting' and (
               select count(*) from holding h where h.workspace_id = m.workspace_id and h.member_id = m.id and h.state = case m.state when 'active' then 'assigned' else 'reserved' end
             ) <> case when m.state in ('active', 'invited') then cardinality(m.access)
                        - (select count(*) from queue_entry q where q.workspace_id = m.workspace_id and q.member_id = m.id) else 0 end) as misplaced`,
    [workspaceId],
  );
  return faults!;
}

export const isClean = (faults: SeatFaults): boolean => Object.values(faults).every((count) => count === 0);
