import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { build } from '../start/build.mjs';
import { openDataFolder } from '../start/data-folder.mjs';
import { migrateDatabase, startDatabase, urlFor } from '../start/database.mjs';
import type { Ports } from '../start/ports.mjs';
import { programsOf } from '../start/programs.mjs';
import { secretsOf } from '../start/secrets.mjs';
import { lastWords, logOf, startService } from '../start/service.mjs';
import { startTemporal } from '../start/temporal.mjs';
import { portFrom } from '../free-port.mjs';
import { findTemporal } from '../temporal-binary.mjs';
import { FaultPart, type Running } from './fault-part.ts';

const root = join(import.meta.dirname, '../..');

/** Ports that stay free while their program is dead: away from those that other starts take, and from those of outgoing connections. */
async function portsApart(): Promise<Ports> {
  const first = randomInt(12_000, 30_000);
  const taken: number[] = [];
  while (taken.length < 7) taken.push(await portFrom((taken.at(-1) ?? first) + 1));
  const [console = 0, sandbox = 0, smtp = 0, temporal = 0, metrics = 0, workerMetrics = 0, postgres = 0] = taken;
  return { console, sandbox, smtp, temporal, metrics, workerMetrics, postgres };
}

/** The whole product as `npm start` runs it, on data of its own (durable), with nobody who brings back what dies: that is for the suite. */
export class FaultGround {
  private constructor(
    readonly home: string,
    readonly inbox: string,
    readonly operatorToken: string,
    readonly temporal: FaultPart,
    readonly api: FaultPart,
    readonly worker: FaultPart,
    private readonly foundations: readonly FaultPart[],
    private readonly superuser: pg.Pool,
    private readonly superuserUrl: string,
    private readonly folder: string,
  ) {}

  /** Builds, and starts everything but the console. @throws with the last words of the part that does not come up */
  static async open(): Promise<FaultGround> {
    const { signal } = new AbortController();
    const path = findTemporal()?.path;
    if (!path)
      throw new Error(
        'this suite kills a Temporal server of its own: unset TEMPORAL_ADDRESS, and let `node tools/bootstrap.mjs` fetch one',
      );
    const folder = mkdtempSync(join(tmpdir(), 'placet-faults-'));
    openDataFolder(folder);
    await build(root, ['api', 'worker', 'sandbox'], signal);
    const [ports, secrets] = [await portsApart(), secretsOf(folder)];
    const begin = (name: string, start: () => Promise<Running>) => FaultPart.begun(name, start);
    let databaseUrl = '';
    const database = await begin('database', async () => {
      const server = await startDatabase({ folder, port: ports.postgres, password: secrets.superuser, signal });
      databaseUrl = server.url;
      return server;
    });
    await migrateDatabase(databaseUrl, secrets);
    const temporal = await begin('temporal', () => startTemporal({ path, folder, port: ports.temporal, signal }));
    const programs = programsOf({ root, folder, ports, secrets, databaseUrl, temporalAddress: `127.0.0.1:${ports.temporal}` });
    const service = (name: 'sandbox' | 'api' | 'worker', more: NodeJS.ProcessEnv = {}) =>
      begin(name, () => startService({ ...programs[name], env: { ...programs[name].env, ...more }, signal }));
    const sandbox = await service('sandbox');
    const api = await service('api', { PLACET_CONSOLE_DIR: undefined, PLACET_LIMITS_FACTOR: '1000' }); // one owner works for two hundred
    const worker = await service('worker');
    const superuserUrl = urlFor(databaseUrl);
    const superuser = new pg.Pool({ connectionString: superuserUrl, max: 2 });
    return new FaultGround(
      `http://localhost:${ports.console}`,
      `http://localhost:${ports.sandbox}/inbox`,
      secrets.operatorToken,
      temporal,
      api,
      worker,
      [sandbox, temporal, database],
      superuser,
      superuserUrl,
      folder,
    );
  }

  /** Ends every connection of the product that does something now, and one that does not. @returns how many backends were terminated */
  async terminateBackends(): Promise<number> {
    const { rowCount } = await this.superuser.query(`
      select pg_terminate_backend(pid) from (
        select pid, state from pg_stat_activity where application_name like 'placet %' order by state = 'idle', random()
         limit (select greatest(2, count(*)) from pg_stat_activity where application_name like 'placet %' and state <> 'idle')) chosen`);
    return rowCount ?? 0;
  }

  /** Hears each commit that adds a member, before most answers are out. @returns what stops it */
  async onMemberAdded(tell: () => void): Promise<() => Promise<void>> {
    await this.superuser.query(`
      create or replace function public.tell_member_added() returns trigger language plpgsql security definer as $$
        begin perform pg_notify('member_added', new.id::text); return null; end $$;
      create or replace trigger tell_member_added after insert on member for each row execute function public.tell_member_added()`);
    const ear = new pg.Client({ connectionString: this.superuserUrl });
    await ear.connect();
    ear.on('notification', tell);
    await ear.query('listen member_added');
    return async () => {
      await ear.end();
      await this.superuser.query('drop trigger tell_member_added on member; drop function public.tell_member_added()');
    };
  }

  /** What ended without being told to, with its last words. */
  get died(): string[] {
    const parts = [this.api, this.worker, ...this.foundations].filter(({ deaths }) => deaths > 0);
    return parts.map(({ name }) => `${name}: ${lastWords(logOf(this.folder, name))}`);
  }

  async close(): Promise<void> {
    await this.superuser.end();
    await Promise.all([this.api.stop(), this.worker.stop()]);
    await Promise.all(this.foundations.map((part) => part.stop()));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
