import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testPasswords } from './passwords.mjs';

export interface TestDatabase {
  /** as `placet_app`: row-level security is on; what specs use */
  readonly app: string;
  /** as `placet_system`: the relay's and the reconciler's role */
  readonly system: string;
  /** bypasses row-level security: only to plant faults and to look behind the scenes */
  readonly superuser: string;
}

/**
 * Clones the migrated template database, once per spec file (about 0.1 s). It goes with the server at the end of the run.
 *
 * @returns a connection string per role
 * @throws where the Jest project lacks `{ database: true }`
 */
export async function createDatabase(): Promise<TestDatabase> {
  const admin = process.env['TEST_DATABASE_URL'];
  if (!admin) throw new Error('No test server: give this Jest project `{ database: true }`.');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(`create database ${name} template template_app strategy file_copy`);
  } finally {
    await client.end();
  }
  const as = (user: string, password: string) =>
    Object.assign(new URL(admin), { username: user, password, pathname: `/${name}` }).toString();
  return {
    app: as('placet_app', testPasswords.app),
    system: as('placet_system', testPasswords.system),
    superuser: as('postgres', 'postgres'),
  };
}
