/** Claims a seat and counts the holdings in the same statement: its snapshot is older than its wait for the pool's row, so counts get lost. */
export const rejoinWithoutLocks = `
  with held as (
    insert into holding (workspace_id, id, member_id, product, state, door, claim_key, since, assigned_at)
    select current_setting('app.workspace_id')::uuid, $1::uuid, $2, 'core', 'assigned', 'api', $1::text, now(), now()
     where (select count(*) from holding where product = 'core' and state <> 'released') < (select purchased from seat_pool where product = 'core') returning 1),
  wished as (update member set access = '{core}' where id = $2 and exists (select from held)),
  seen as (select count(*)::int as assigned from holding where product = 'core' and state = 'assigned')
  update seat_pool set assigned = seen.assigned + 1 from seen where product = 'core' and exists (select from held)`;
