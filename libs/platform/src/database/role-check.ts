import type { Pool } from 'pg';

/** Row-level security binds neither superusers nor BYPASSRLS, nor does it hold a role that may become the owner.
 *
 * @throws where the process runs as such a role, and so must not start
 */
export async function refuseStrongRole(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ role: string; why: string }>(`
    select current_user as role, case
        when r.rolsuper then 'is a superuser'
        when r.rolbypassrls then 'has BYPASSRLS'
        when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                      where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member'))
          then 'owns tables, or may become their owner'
      end as why
      from pg_roles r where r.rolname = current_user`);
  const found = rows[0];
  if (found?.why) {
    throw new Error(`The database role ${found.role} ${found.why}: row-level security would not hold. Connect as placet_app.`);
  }
}
