import { statement } from '@placet/platform';

/** The seat gate as SQL: the one place that names `seat_pool`. `members` composes these into its own hot statements, so that a
 * member, his holdings and the counters change in one statement under the pool's lock.
 *
 * The lock is a statement of its own, before the one that reads: a statement's snapshot is older than its wait for a lock, and
 * counters that are judged by it drift (I1, I2).
 */

/** `$1` products, in any order. Locks their pools in key order. */
export const lockPools = statement(
  'lock_pools',
  'select product from seat_pool where product = any($1::text[]) order by product for update',
);

/** Locks every pool of the workspace, in key order. */
export const lockAllPools = statement('lock_all_pools', 'select product from seat_pool order by product for update');

/** What members hold, wait for, or would claim when they come back. */
const ownProducts = (members: string): string => `select product from holding where member_id = ${members} and state <> 'released'
                union select product from queue_entry where member_id = ${members}
                union select unnest(access) from member where id = ${members} union select unnest($2::text[])`;

/** `$1` member. Locks the pools of all that is his, and of `$2` further products. */
export const lockPoolsOfMember = statement(
  'lock_pools_of_member',
  `select product from seat_pool
    where product in (${ownProducts('$1')})
    order by product for update`,
);

/** `$1` members. Locks the pools of all that is theirs, and of `$2` further products. */
export const lockPoolsOfMembers = statement(
  'lock_pools_of_members',
  `select product from seat_pool
    where product in (${ownProducts('any($1::uuid[])')})
    order by product for update`,
);

/** `$1` member or null, `$2` products. Locks the pools of both, and all that people in their queues need, so that whoever is next can be
 *  seated in the same transaction. */
export const lockPoolsWithQueue = statement(
  'lock_pools_with_queue',
  `with own as (${ownProducts('$1')})
   select product from seat_pool
    where product in (select product from own)
       or product in (select other.product from queue_entry e join queue_entry other using (workspace_id, member_id) where e.product in (select product from own))
    order by product for update`,
);

/** One row about the pools of `products`: `found`, `room` in all of them, for how many people it is (`free`), `queued` in any, and the first full one's
 *  figures. */
export const poolsCte = (from: string, products: string): string => `
  pools as (
    select count(*)::int as found,
           coalesce(bool_and(assigned + reserved < purchased + overage_limit), true) as room,
           coalesce(min(greatest(0, purchased + overage_limit - assigned - reserved)), 0) as free,
           coalesce(bool_or(waiting > 0), false) as queued,
           (array_agg(jsonb_build_object('product', product, 'purchased', purchased, 'used', assigned + reserved) order by product)
             filter (where assigned + reserved >= purchased + overage_limit or waiting > 0))[1] as full_pool
      from seat_pool, ${from} where product = any(${products}))`;

const heldCte = (from: string): string => `
  held as (
    insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since, assigned_at)
    select f.workspace_id, uuidv7(), f.member_id, product, case f.state when 'active' then 'assigned' else 'reserved' end, f.door, f.claim_key, f.now,
           case f.state when 'active' then f.now end
      from ${from} f, unnest(f.products) product where f.has_seat)`;

/** Takes a seat of each of `products text[]` for members who are active, where `has_seat`; nobody lines up. Needs the same as `claimCtes`. */
export const assignCtes = (from: string): string => `
  claimed as (
    update seat_pool p set version = p.version + 1, assigned = p.assigned + f.seats
      from (select product, count(*)::int as seats from ${from} g, unnest(g.products) product where g.has_seat group by product) f
     where p.product = f.product),
  ${heldCte(from)}`;

/** Takes a seat of each of `products text[]`, where `has_seat`; assigned where `state` is active, else reserved. For any number of members at once.
 *  Needs `workspace_id, member_id, products, state, has_seat, joins_queue, leaves_queue, door, claim_key, now`; where `joins_queue`, lines up
 *  instead; where `leaves_queue`, he waited for each of them and his places are counted off.
 *
 * @param invites what the invitation of one who lines up will say, once a seat comes: `sends_mail, message, invited_by, invited_by_kind`
 */
export const claimCtes = (from: string, invites = 'null::boolean, null, null::uuid, null'): string => `
  claimed as (
    update seat_pool p set version = p.version + 1, assigned = p.assigned + f.assigned, reserved = p.reserved + f.reserved, waiting = p.waiting + f.waiting
      from (select product, (count(*) filter (where g.has_seat and g.state = 'active'))::int as assigned,
                   (count(*) filter (where g.has_seat and g.state <> 'active'))::int as reserved,
                   (count(*) filter (where g.joins_queue) - count(*) filter (where g.leaves_queue))::int as waiting
              from ${from} g, unnest(g.products) product where g.has_seat or g.joins_queue group by product) f
     where p.product = f.product),
  ${heldCte(from)},
  lined_up as (
    insert into queue_entry (workspace_id, member_id, product, since, door, sends_mail, message, invited_by, invited_by_kind)
    select f.workspace_id, f.member_id, product, f.now, f.door, ${invites} from ${from} f, unnest(f.products) product where f.joins_queue
    on conflict do nothing),
  called_up as (delete from queue_entry e using ${from} f where e.member_id = f.member_id and f.leaves_queue)`;

/** Figures that a pool keeps after seats of it are given back: never more grandfathered than is still used beyond what was bought. */
const keptGrandfathered = `case when g.seats = 0 then p.grandfathered
  else greatest(0, least(p.grandfathered, p.assigned + p.reserved - g.seats - p.purchased - p.overage_limit)) end`;

/** Gives back what a member holds, and his places in the queue, of all products or of `only text[]`; where `keeps`, his places alone, since nobody
 *  who can't be seated may stand in line. For any number of members at once. Needs `member_id, now, only, keeps`. */
export const releaseCtes = (from: string): string => `
  let_go as (
    update holding h set state = 'released', released_at = f.now from ${from} f
     where h.member_id = f.member_id and h.state <> 'released' and not f.keeps and (f.only is null or h.product = any(f.only))
     returning h.product, old.state as was),
  left_queue as (
    delete from queue_entry e using ${from} f where e.member_id = f.member_id and (f.only is null or e.product = any(f.only)) returning e.product),
  given_back as (
    update seat_pool p set version = p.version + g.count, assigned = p.assigned - g.assigned, reserved = p.reserved - (g.seats - g.assigned),
           waiting = p.waiting - (g.count - g.seats), grandfathered = ${keptGrandfathered}
      from (select product, count(*)::int as count, (count(*) filter (where was = 'assigned'))::int as assigned, (count(*) filter (where was <> 'waiting'))::int as seats
              from (select product, was from let_go union all select product, 'waiting' from left_queue) each group by product) g
     where p.product = g.product)`;

/** Turns the reservations of a member into assignments; can't fail for want of a seat (`product.md` §3.3). Needs `member_id, now`. */
export const confirmCtes = (from: string): string => `
  confirmed as (
    update holding h set state = 'assigned', assigned_at = f.now from ${from} f where h.member_id = f.member_id and h.state = 'reserved' returning h.product),
  counted as (
    update seat_pool p set reserved = p.reserved - 1, assigned = p.assigned + 1, version = p.version + 1 from confirmed c where p.product = c.product)`;

/** Whether somebody waits for what a release of `products` would free. */
export const someoneWaitsFor = (products: string): string =>
  `exists (select from seat_pool where product = any(${products}) and waiting > 0)`;

/** `$1` products that may have room. The next in line for whom every product that he waits for has a free seat: by priority, then time;
 *  who can't get all of his products keeps his place. Needs the locks of `lockPoolsWithQueue`. */
export const nextInLine = statement(
  'next_in_line',
  `select e.member_id
     from queue_entry e join seat_pool p on p.workspace_id = e.workspace_id and p.product = e.product
    group by e.member_id
   having bool_and(p.assigned + p.reserved < p.purchased + p.overage_limit) and bool_or(e.product = any($1::text[]))
    order by max(e.priority) desc, min(e.since), e.member_id limit 1`,
);

/** `$1` product, `$2` granted seats (null keeps), `$3` overage limit (null keeps). One statement that can't fail: what is used beyond
 *  the new size is grandfathered (`product.md` §3.6). Makes the pool where there is none. */
export const resizePool = statement(
  'resize_pool',
  `with changed as (
      update seat_pool set version = version + 1, granted = coalesce($2, granted), overage_limit = coalesce($3, overage_limit),
             grandfathered = greatest(0, assigned + reserved - (coalesce($2, granted) + paid + provisional) - coalesce($3, overage_limit))
       where product = $1
       returning old.granted as granted_before, granted, purchased, waiting, grandfathered, assigned + reserved as used),
    made as (
      insert into seat_pool (workspace_id, product, granted, overage_limit)
      select current_setting('app.workspace_id')::uuid, $1, coalesce($2, 0), coalesce($3, 0) where not exists (select from changed)
      returning 0 as granted_before, granted, purchased, waiting, grandfathered, 0 as used)
   select * from changed union all select * from made`,
);
