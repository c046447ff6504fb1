import type { SystemDatabase } from './system-database.ts';

/** Lets one of several workers do a job: until the lease ends, or its holder takes it again.
 *
 * @param holder a UUID of this worker
 * @param seconds how long the job may take
 * @returns false where another worker holds it
 */
export async function takeLease(database: SystemDatabase, name: string, holder: string, seconds: number): Promise<boolean> {
  const taken = await database.query(
    `insert into lease (name, holder, until) values ($1, $2, now() + make_interval(secs => $3))
     on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.until < now() or lease.holder = excluded.holder returning name`,
    [name, holder, seconds],
  );
  return taken.length > 0;
}
