import { Ids } from '@placet/kernel';
import { createDatabase } from '../../../../tools/testing/database.ts';
import { Lanes } from './lane.ts';
import { SharedReads } from './shared-reads.ts';
import { setTenant, type Bound } from './statements.ts';

describe('quick reads', () => {
  const ids = new Ids();
  let lanes: Lanes;
  let trips: number[];
  let reads: SharedReads;
  beforeAll(async () => {
    const { app } = await createDatabase();
    lanes = new Lanes(app, { count: 2, depth: 8, readOnly: true, name: 'spec reads' });
    await lanes.open();
  });
  afterAll(() => lanes.close());
  beforeEach(() => {
    trips = [];
    reads = new SharedReads({
      run: (bounds) => {
        trips.push(bounds.length);
        return lanes.run(bounds);
      },
    });
  });

  const inWorkspace = (workspaceId: string) => () => [{ statement: setTenant, values: [workspaceId] }];
  const echo = (value: unknown): Bound => ({
    statement: `select $1::int as n, current_setting('app.workspace_id') as workspace`,
    values: [value],
  });

  it('that are asked at once share a trip of sixteen, and each has its own rows', async () => {
    const acme = ids.next();
    const asked = Array.from({ length: 20 }, (_, n) => reads.run(acme, inWorkspace(acme), echo(n)));
    expect((await Promise.all(asked)).map(([row]) => row?.['n'])).toEqual(asked.map((_, n) => n));
    expect(trips).toEqual([17, 5]);
  });

  it('never share with another workspace or credential', async () => {
    const [acme, globex] = [ids.next(), ids.next()];
    const [[ours], [theirs], [otherToken]] = await Promise.all([
      reads.run(acme, inWorkspace(acme), echo(1)),
      reads.run(globex, inWorkspace(globex), echo(1)),
      reads.run('another token of acme', inWorkspace(acme), echo(1)),
    ]);
    expect([ours, theirs, otherToken].map((row) => row?.['workspace'])).toEqual([acme, globex, acme]);
    expect(trips).toEqual([2, 2, 2]);
  });

  it('fail alone: the others have their rows', async () => {
    const acme = ids.next();
    const settled = await Promise.allSettled([1, 'no number', 3].map((value) => reads.run(acme, inWorkspace(acme), echo(value))));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value[0]?.['n'] : (one.reason as { code: string }).code))).toEqual([
      1,
      '22P02',
      3,
    ]);
  });

  it('fail together where nobody of them is to blame, and ask no more', async () => {
    const acme = ids.next();
    const dead = { statement: `do $$ begin raise sqlstate '28000'; end $$`, values: [] };
    const first = () => [...inWorkspace(acme)(), dead];
    const settled = await Promise.allSettled([1, 2, 3].map((value) => reads.run(acme, first, echo(value))));
    expect(settled.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'answered'))).toEqual([
      '28000',
      '28000',
      '28000',
    ]);
    expect(trips).toEqual([5]);
  });
});
