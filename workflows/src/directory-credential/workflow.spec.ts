import { jest } from '@jest/globals';
import { directoryCredentialRow } from '../../test/rows/directory-credential-row.ts';
import { standIn, tell } from '../../test/stand-in.ts';
import { each } from '../../test/starts.ts';
import { directoryCredentialStarts } from '../../test/directory-starts.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { directoryCredential } = await import('./workflow.ts');

const noon = Date.UTC(2026, 2, 2, 12);
const run = () => directoryCredential({ workspaceId: 'acme', id: 't1' });

describe("the end of a directory's credential", () => {
  it('is told 30, 7 and 1 days ahead', async () => {
    const row = directoryCredentialRow({ at: noon, endsOn: 365 });
    const story = tell(run, row.activities, noon);
    await story.day(363);
    expect(row.told).toEqual(['day 335: 30 days left', 'day 358: 7 days left']);
    await story.day(365);
    expect(row.told).toEqual(['day 335: 30 days left', 'day 358: 7 days left', 'day 364: 1 days left']);
    expect(await story.end()).toBe('over');
  });

  it('is told no more once it is revoked', async () => {
    const row = directoryCredentialRow({ at: noon, endsOn: 20 });
    const story = tell(run, row.activities, noon);
    await story.day(10);
    row.revoke();
    await story.poke();
    expect(await story.end()).toBe('over');
    expect(row.told).toEqual([]);
  });

  it.each(each(directoryCredentialStarts))('begins at $state, $how', async ({ start }) => {
    const { row, finish, end, told } = start(noon);
    const story = tell(run, row.activities, noon);
    await story.day(0);
    finish?.();
    await story.poke();
    expect({ end: await story.end(), told: row.told }).toEqual({ end, told });
  });
});
