import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import { migrations } from './index.ts';

const roles = {
  placet_owner: 'nologin',
  placet_search: 'nologin',
  placet_app: 'login',
  placet_system: 'login',
};

/** Creates the roles and brings the schema of one database up to date. Safe to run again, and by two processes at once.
 *
 * @param superuserUrl of the database to migrate, as a role that may create roles and extensions
 * @param passwords of the two roles that sign in
 */
export async function migrate(superuserUrl: string, passwords: { app: string; system: string }): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7420134)'); // two starting processes must not race; a session lock of this client only
    for (const [role, login] of Object.entries(roles)) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (!rowCount) await client.query(`create role ${role} ${login} nosuperuser nobypassrls noinherit`);
    }
    await client.query(`alter role placet_app password ${client.escapeLiteral(passwords.app)}`);
    await client.query(`alter role placet_system password ${client.escapeLiteral(passwords.system)}`);
    // Short statements over pages that are in memory or on flash: an index is worth its probes, and neither a compiler nor helpers are.
    for (const setting of ['random_page_cost = 1.1', 'jit = off', 'max_parallel_workers_per_gather = 0'])
      await client.query(`alter role placet_app set ${setting}`);
    for (const extension of ['unaccent', 'pg_trgm', 'btree_gin'])
      await client.query(`create extension if not exists ${extension} schema public`);
    await client.query(
      'grant usage, create on schema public to placet_owner; grant usage on schema public to placet_app, placet_system, placet_search',
    );
    await runMigrations(superuserUrl);
    await client.query('alter function search_members(text) owner to placet_search');
    await client.query('alter function outbox_age_seconds() owner to placet_system');
  } finally {
    await client.end();
  }
}

async function runMigrations(superuserUrl: string): Promise<void> {
  const url = new URL(superuserUrl);
  url.searchParams.set('options', '-c role=placet_owner');
  const orm = await MikroORM.init({
    clientUrl: url.toString(),
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, silent: true },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
}
