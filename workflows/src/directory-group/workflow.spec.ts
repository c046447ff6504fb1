import { jest } from '@jest/globals';
import { directoryGroupRow } from '../../test/rows/directory-group-row.ts';
import { directoryGroupStarts } from '../../test/directory-starts.ts';
import { standIn, tell } from '../../test/stand-in.ts';
import { each } from '../../test/starts.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { directoryGroup } = await import('./workflow.ts');

const run = () => directoryGroup({ workspaceId: 'acme', id: 'g1' });

describe('the members of a mapped group', () => {
  it('are brought along batch by batch, and to another mapping when it is changed meanwhile', async () => {
    const row = directoryGroupRow({ behind: 60 });
    row.during.bringMembersAlong = () => {
      delete row.during.bringMembersAlong;
      row.change(30);
    };
    const story = tell(run, row.activities);
    await story.day(0);
    expect(await story.end()).toBe('settled');
    expect(row.told).toEqual(['25 brought, 25 given', '5 brought, 5 given']);
  });

  it('who were refused a seat are looked after until one is free, or nothing gives it any more', async () => {
    const row = directoryGroupRow({ behind: 2, seats: 0 });
    const story = tell(run, row.activities);
    await story.day(2);
    row.grant(1);
    await story.day(4);
    expect(row.told).toEqual(['2 brought, 0 given', '2 brought, 1 given']);
    row.unmap();
    await story.day(6);
    expect(await story.end()).toBe('settled');
  });

  it.each(each(directoryGroupStarts))('begins at $state, $how', async ({ start }) => {
    const { row, finish, end, told } = start(0);
    const story = tell(run, row.activities);
    await story.day(0);
    finish?.();
    await story.poke();
    expect({ end: await story.end(), told: row.told }).toEqual({ end, told });
  });
});
