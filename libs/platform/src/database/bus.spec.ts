import { Test } from '@nestjs/testing';
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Module } from '@nestjs/common';
import { DomainError, Ids, refused, systemActor, type Actor, type WorkspaceId } from '@placet/kernel';
import pg from 'pg';
import { createDatabase } from '../../../../tools/testing/database.ts';
import { Lanes } from './lane.ts';
import { setTenant } from './statements.ts';
import { Bus, Config, HotCommandHandler, PlatformModule, UnitOfWork, WorkspaceEm, statement } from '../index.ts';

class NoLuck extends DomainError {}

class AddSite extends Command<string> {
  constructor(
    readonly actor: Actor,
    readonly code: string,
    readonly end: 'ok' | 'throw' | 'refuse' = 'ok',
  ) {
    super();
  }
}
@CommandHandler(AddSite)
class AddSiteHandler implements ICommandHandler<AddSite> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly ids: Ids,
  ) {}
  async execute({ code, end }: AddSite) {
    const id = this.ids.next();
    await this.em.execute('insert into site (workspace_id, id, code, name) values ($1, $2, $3, $3)', [this.em.workspaceId, id, code]);
    this.em.record({ type: 'site.added', subject: { kind: 'site', id }, facts: { code }, pokes: ['test/1'] });
    if (end === 'throw') throw new NoLuck('thrown');
    if (end === 'refuse') return refused(new NoLuck('refused')) as never;
    return id;
  }
}

const hotSite = statement(
  'spec_hot_site',
  `insert into site (workspace_id, id, code, name) values (current_setting('app.workspace_id')::uuid, $1, $2, $2) returning id`,
);
class AddHotSite extends Command<string> {
  constructor(
    readonly actor: Actor,
    readonly code: string,
  ) {
    super();
  }
}
@HotCommandHandler(AddHotSite)
class AddHotSiteHandler implements ICommandHandler<AddHotSite> {
  constructor(
    private readonly units: UnitOfWork,
    private readonly ids: Ids,
  ) {}
  async execute({ actor, code }: AddHotSite) {
    const rows = await this.units.hot(actor.workspaceId, [{ statement: hotSite, values: [this.ids.next(), code] }]);
    return rows[0]!['id'] as string;
  }
}

class ListSites extends Query<string[]> {
  constructor(readonly actor: Actor) {
    super();
  }
}
@QueryHandler(ListSites)
class ListSitesHandler implements IQueryHandler<ListSites> {
  constructor(private readonly em: WorkspaceEm) {}
  async execute() {
    return (await this.em.execute<{ code: string }>('select code from site order by code')).map(({ code }) => code);
  }
}

@Module({ imports: [PlatformModule], providers: [AddSiteHandler, AddHotSiteHandler, ListSitesHandler] })
class SpecModule {}

describe('the bus', () => {
  let bus: Bus;
  let units: UnitOfWork;
  let close: () => Promise<void>;
  let url: string;
  const ids = new Ids();

  beforeAll(async () => {
    const { app } = await createDatabase();
    url = app;
    const module = await Test.createTestingModule({ imports: [SpecModule] })
      .overrideProvider(Config)
      .useValue(new Config({ PLACET_MODE: 'test', PLACET_DATABASE_URL: app, PLACET_SECRET: 'x'.repeat(32) }))
      .compile();
    await module.init();
    bus = module.get(Bus);
    units = module.get(UnitOfWork);
    close = () => module.close();
  });
  afterAll(() => close());

  const workspace = () => systemActor(ids.next<WorkspaceId>());
  const events = (actor: Actor) =>
    units.readTrip(actor.workspaceId, [{ statement: 'select type, facts from event order by id', values: [] }]);

  it('commits what a command wrote, its event and its outbox row', async () => {
    const actor = workspace();
    await bus.execute(new AddSite(actor, 'lyon'));
    expect(await bus.execute(new ListSites(actor))).toEqual(['lyon']);
    expect(await events(actor)).toEqual([{ type: 'site.added', facts: { code: 'lyon' } }]);
    expect(await units.readTrip(actor.workspaceId, [{ statement: 'select destination from outbox', values: [] }])).toEqual([
      { destination: 'test/1' },
    ]);
  });

  it('undoes all of it when the handler throws', async () => {
    const actor = workspace();
    await expect(bus.execute(new AddSite(actor, 'lyon', 'throw'))).rejects.toThrow(NoLuck);
    expect(await bus.execute(new ListSites(actor))).toEqual([]);
    expect(await events(actor)).toEqual([]);
  });

  it('keeps the trace of a refusal and still gives the error to the door', async () => {
    const actor = workspace();
    await expect(bus.execute(new AddSite(actor, 'lyon', 'refuse'))).rejects.toThrow(NoLuck);
    expect(await bus.execute(new ListSites(actor))).toEqual(['lyon']);
  });

  it('runs a hot command in one trip, and in the open transaction where there is one', async () => {
    const actor = workspace();
    await bus.execute(new AddHotSite(actor, 'lyon'));
    await expect(
      units.write(actor, async () => {
        await bus.execute(new AddHotSite(actor, 'paris'));
        expect(await bus.execute(new ListSites(actor))).toEqual(['lyon', 'paris']);
        throw new NoLuck('undo');
      }),
    ).rejects.toThrow(NoLuck);
    expect(await bus.execute(new ListSites(actor))).toEqual(['lyon']);
  });

  it('gives the same values in a rich command as in a query: instants as dates', async () => {
    const actor = workspace();
    const text = `select now() as at, 1::bigint as big, '{"a":1}'::jsonb as json, '{a}'::text[] as list`;
    const shapes = ([row]: Record<string, unknown>[]) => Object.values(row!).map((value) => (value instanceof Date ? 'Date' : value));
    const rich = await units.write(actor, (unit) => unit.run({ statement: text, values: [] }));
    expect(shapes(rich)).toEqual(['Date', '1', { a: 1 }, ['a']]);
    expect(shapes(await units.readTrip(actor.workspaceId, [{ statement: text, values: [] }]))).toEqual(shapes(rich));
  });

  it('runs what a handler begins at once one after another, on its one connection', async () => {
    const actor = workspace();
    let [running, most] = [0, 0];
    const rows = await units.write(actor, async (unit) => {
      const send = unit.client.query.bind(unit.client);
      unit.client.query = (async (asked: never) => {
        most = Math.max(most, ++running);
        try {
          return await (send(asked) as unknown as Promise<unknown>); // typed for callbacks, which nobody gives it here
        } finally {
          running--;
        }
      }) as never;
      try {
        return await Promise.all([1, 2, 3, 4].map((n) => unit.run({ statement: 'select $1::int as n', values: [n] })));
      } finally {
        unit.client.query = send;
      }
    });
    expect([most, rows.flat()]).toEqual([1, [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]]);
  });

  it('runs nothing any more once the transaction is over: its connection serves others by then (I12)', async () => {
    const actor = workspace();
    const late: Promise<unknown>[] = [];
    await expect(
      units.write(actor, async (unit) => {
        const slow = unit.run({ statement: 'select pg_sleep(0.01)', values: [] });
        late.push(
          slow.then(() => unit.run({ statement: 'select 1', values: [] })).then(() => unit.run({ statement: 'select 2', values: [] })),
        );
        late[0]!.catch(() => undefined);
        throw new NoLuck('first');
      }),
    ).rejects.toThrow(NoLuck);
    await expect(late[0]).rejects.toThrow('after the end of its transaction');
  });

  it('wakes the relay after a hot command, also in an open transaction', async () => {
    const actor = workspace();
    const relay = new pg.Client({ connectionString: url });
    await relay.connect();
    await relay.query('listen outbox');
    const woken = new Promise<void>((resolve) => relay.once('notification', () => resolve()));
    await units.write(actor, () => bus.execute(new AddHotSite(actor, 'lyon')));
    await expect(woken).resolves.toBeUndefined();
    await relay.end();
  });

  it('shows one workspace nothing of another, on used connections too', async () => {
    const [one, other] = [workspace(), workspace()];
    await Promise.all(Array.from({ length: 40 }, (_, n) => bus.execute(new AddHotSite(n % 2 ? one : other, `${n % 2 ? 'a' : 'b'}${n}`))));
    const lists = await Promise.all(Array.from({ length: 40 }, (_, n) => bus.execute(new ListSites(n % 2 ? one : other))));
    lists.forEach((list, n) => expect(list.every((code) => code.startsWith(n % 2 ? 'a' : 'b')) && list.length === 20).toBe(true));
  });

  it('fails loudly where the workspace was forgotten, on a fresh and on a used connection', async () => {
    const lanes = new Lanes(url, { count: 1, depth: 1, readOnly: true, name: 'spec' });
    const forgotten = () => lanes.run([{ statement: 'select * from site', values: [] }]);
    await expect(forgotten()).rejects.toThrow('unrecognized configuration parameter');
    await lanes.run([{ statement: setTenant, values: [ids.next()] }]);
    await expect(forgotten()).rejects.toThrow('invalid input syntax for type uuid');
    await lanes.close();
  });
});
