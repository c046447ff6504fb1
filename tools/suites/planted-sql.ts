/** Seats several at once, as many as the pool has free: in a statement of its own, without the lock that has to come before it. */
export const batchWithoutLock = `
  with free as (select purchased - (select count(*) from holding where product = 'core' and state <> 'released') as seats from seat_pool where product = 'core'),
  held as (
    insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since, assigned_at)
    select current_setting('app.workspace_id')::uuid, uuidv7(), m.id, 'core', 'assigned', 'api', m.id::text, now(), now()
      from (select id, row_number() over (order by id) as place from unnest($1::uuid[]) id) m, free where m.place <= free.seats returning member_id),
  wished as (update member set access = '{core}' where id in (select member_id from held)),
  seen as (select count(*)::int as assigned from holding where product = 'core' and state = 'assigned')
  update seat_pool set assigned = seen.assigned + (select count(*)::int from held) from seen where product = 'core' and exists (select from held)`;

/** Seats several at once under the lock, each of them because there is room: nobody counts who comes before him. */
export const batchOfOneSeat = `
  with held as (
    insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since, assigned_at)
    select current_setting('app.workspace_id')::uuid, uuidv7(), id, 'core', 'assigned', 'api', id::text, now(), now()
      from unnest($1::uuid[]) id, seat_pool p where p.product = 'core' and p.assigned + p.reserved < p.purchased returning member_id),
  wished as (update member set access = '{core}' where id in (select member_id from held))
  update seat_pool set assigned = least(purchased - reserved, assigned + (select count(*)::int from held)) where product = 'core' and exists (select from held)`;

/** Claims a seat and counts the holdings in the same statement: its snapshot is older than its wait for the pool's row, so counts get lost. */
export const rejoinWithoutLocks = `
  with held as (
    insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since, assigned_at)
    select current_setting('app.workspace_id')::uuid, $1::uuid, $2, 'core', 'assigned', 'api', $1::text, now(), now()
     where (select count(*) from holding where product = 'core' and state <> 'released') < (select purchased from seat_pool where product = 'core') returning 1),
  wished as (update member set access = '{core}' where id = $2 and exists (select from held)),
  seen as (select count(*)::int as assigned from holding where product = 'core' and state = 'assigned')
  update seat_pool set assigned = seen.assigned + 1 from seen where product = 'core' and exists (select from held)`;
