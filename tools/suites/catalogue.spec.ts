import pg from 'pg';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { catalogueRules } from './catalogue.ts';
import { sampleRows } from './sample-rows.ts';

const [mine, theirs] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];

describe('suite #5, catalogue and sweep', () => {
  let urls: TestDatabase;
  let superuser: pg.Client;
  const clients: pg.Client[] = [];

  const connect = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    clients.push(client);
    return client;
  };
  const offences = async () => {
    const found: string[] = [];
    for (const { name, sql, exceptions } of catalogueRules) {
      const { rows } = await superuser.query<{ what: string }>(sql, [exceptions]);
      found.push(...rows.map(({ what }) => `${name}: ${what}`));
    }
    return found;
  };

  beforeAll(async () => {
    urls = await createDatabase();
    superuser = await connect(urls.superuser);
  });
  afterAll(() => Promise.all(clients.map((client) => client.end())));

  it('catches each planted fault', async () => {
    const faults: [rule: string, plant: string][] = [
      ['is forced', 'alter table site no force row level security'],
      ['is on', 'alter table site disable row level security'],
      ['exactly one policy', 'drop policy workspace_only on site'],
      ['exactly one policy', 'create policy open on site to placet_app using (true)'],
      ['is composite', 'alter table site add unique (id); alter table member_site add foreign key (site_id) references site (id)'],
      ['contains workspace_id', 'create unique index on site (code)'],
      ['begins with workspace_id', 'create index on site (name)'],
      ['rights of its reader', 'create view all_sites as select * from site'],
      ['materialised', 'create materialized view site_copy as select * from site'],
      ['truncate', 'grant truncate on site to placet_app'],
      ['insert-only', 'grant update on event to placet_app'],
      ['is strong', 'alter role placet_app bypassrls'],
      ['may become an owner', 'grant placet_owner to placet_app'],
      ['SECURITY DEFINER', `create function peek() returns bigint language sql security definer as 'select count(*) from site'`],
      ['without workspace_id', 'create table stray (id uuid primary key)'],
      ['never null', 'create table lax (workspace_id uuid, id uuid)'],
    ];
    let caught = 0;
    for (const [rule, plant] of faults) {
      await superuser.query('begin');
      await superuser.query(plant);
      const found = await offences();
      await superuser.query('rollback');
      if (found.some((offence) => offence.includes(rule))) caught++;
      else throw new Error(`not caught: ${plant}; found ${found.join(', ') || 'nothing'}`);
    }
    expect(caught).toBe(faults.length);
    process.stdout.write(`planted faults caught ${caught} of ${faults.length}\n`);
  });

  it('lets no workspace read, change, move or reference a row of another, table by table', async () => {
    expect(await offences()).toEqual([]);
    const tables = await sampleRows(superuser, theirs);
    const app = await connect(urls.app);
    let probes = 0;
    const probed: string[] = [];
    const asMine = async (sql: string) => {
      probes++;
      await app.query('begin');
      try {
        await app.query(`select set_config('app.workspace_id', $1, true)`, [mine]);
        return (await app.query(sql)).rowCount ?? 0;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await app.query('rollback');
      }
    };
    const denied = '42501';
    for (const table of tables) {
      expect([table, await asMine(`select * from ${table}`)]).toEqual([table, 0]);
      expect([table, await asMine(`select * from ${table} where workspace_id = '${theirs}'`)]).toEqual([table, 0]);
      expect([0, denied]).toContain(await asMine(`update ${table} set workspace_id = '${mine}' where workspace_id = '${theirs}'`));
      expect([0, denied]).toContain(await asMine(`delete from ${table} where workspace_id = '${theirs}'`));
      const { rows } = await superuser.query<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      );
      const { rows: foreign } = await superuser.query<{ row: object }>(
        `select to_jsonb(t) as row from ${table} t where workspace_id = '${theirs}'`,
      );
      const { columns } = rows[0]!;
      const copy = `select ${columns} from jsonb_populate_record(null::${table}, ${app.escapeLiteral(JSON.stringify(foreign[0]!.row))})`;
      expect([table, await asMine(`insert into ${table} (${columns}) ${copy}`)]).toEqual([table, denied]);
      probed.push(table);
    }
    const untouched = await Promise.all(tables.map((table) => superuser.query(`select from ${table} where workspace_id = '${theirs}'`)));
    expect(untouched.every(({ rowCount }) => rowCount === 1)).toBe(true);
    const exceptions = catalogueRules.flatMap((rule) => rule.exceptions).length;
    process.stdout.write(
      `tables ${probed.length} of ${tables.length} covered, rules ${catalogueRules.length}, table probes ${probes}, leaks 0, exceptions listed ${exceptions}\n`,
    );
  });

  it('refuses a foreign row as a parent', async () => {
    const app = await connect(urls.app);
    const { rows } = await superuser.query<{ id: string }>(`select id from site where workspace_id = '${theirs}'`);
    await app.query(`begin; select set_config('app.workspace_id', '${mine}', true)`);
    await expect(
      app.query(`insert into member_site (workspace_id, member_id, site_id) values ('${mine}', uuidv7(), '${rows[0]!.id}')`),
    ).rejects.toMatchObject({ code: '23503' });
    await app.query('rollback');
  });

  it('is loud where the workspace was forgotten, on a fresh and on a used connection', async () => {
    const app = await connect(urls.app);
    await expect(app.query('select * from member')).rejects.toThrow('unrecognized configuration parameter');
    await app.query(`begin; select set_config('app.workspace_id', '${mine}', true); commit`);
    await expect(app.query('select * from member')).rejects.toThrow('invalid input syntax for type uuid');
  });
});
