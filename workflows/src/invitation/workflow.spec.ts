import { jest } from '@jest/globals';
import { invitationRow } from '../../test/rows/invitation-row.ts';
import { standIn, tell } from '../../test/stand-in.ts';
import { each, invitationStarts } from '../../test/starts.ts';

jest.unstable_mockModule('@temporalio/workflow', () => standIn);
const { invitation } = await import('./workflow.ts');

const monday = Date.UTC(2026, 2, 2, 9);
const run = () => invitation({ workspaceId: 'acme', id: 'ada' });
const begin = (row: ReturnType<typeof invitationRow>) => tell(run, row.activities, monday);

describe('invitation', () => {
  it('sends two reminders, then it lapses', async () => {
    const row = invitationRow({ at: monday });
    const story = begin(row);
    await story.day(14);
    expect(row.told).toEqual(['day 0: first', 'day 3: reminder/1', 'day 7: reminder/2', 'day 14: expired']);
    expect(await story.end()).toBe('expired');
  });

  it('sends nothing when the link is handed over by hand, and lapses all the same', async () => {
    const row = invitationRow({ at: monday, withoutMail: true });
    const story = begin(row);
    await story.day(14);
    expect(row.told).toEqual(['day 14: expired']);
    expect(await story.end()).toBe('expired');
  });

  it('mails at once when it is resent in the middle', async () => {
    const row = invitationRow({ at: monday });
    const story = begin(row);
    await story.day(5);
    row.resend();
    await story.poke();
    expect(row.told).toEqual(['day 0: first', 'day 3: reminder/1', 'day 5: resend/1']);
  });

  it.each(['accepted', 'declined', 'revoked'] as const)('ends when it is %s, and mails no more', async (how) => {
    const row = invitationRow({ at: monday });
    const story = begin(row);
    await story.day(4);
    row.end(how);
    await story.poke();
    expect(await story.end()).toBe(how);
    expect(row.told).toEqual(['day 0: first', 'day 3: reminder/1']);
  });

  it('looks again when it is accepted while the reminder is being sent', async () => {
    const row = invitationRow({ at: monday, wasMailed: ['first'] });
    const story = begin(row);
    row.during.sendInvitationMail = () => {
      row.end('accepted');
      story.nudge();
    };
    await story.day(3);
    expect(await story.end()).toBe('accepted');
    expect(row.told).toEqual([]);
  });

  it('lives on when it is extended in the very moment of lapsing', async () => {
    const row = invitationRow({ at: monday, withoutMail: true });
    const story = begin(row);
    row.during.expireInvitation = () => {
      row.during.expireInvitation = undefined;
      row.extend(2);
    };
    await story.day(15);
    expect(row.told).toEqual([]);
    await story.day(16);
    expect(await story.end()).toBe('expired');
  });

  it('mails nothing twice, however often it is poked', async () => {
    const row = invitationRow({ at: monday });
    const story = begin(row);
    for (let day = 0; day <= 13; day++) {
      await story.day(day);
      story.nudge();
      await story.poke();
    }
    expect(row.told).toEqual(['day 0: first', 'day 3: reminder/1', 'day 7: reminder/2']);
  });

  it('has its mail and its end at the right time when every poke is lost', async () => {
    const row = invitationRow({ at: monday });
    const story = begin(row);
    await story.day(4);
    row.end('revoked');
    await story.day(7);
    expect(await story.end()).toBe('revoked');
    expect(row.told).toEqual(['day 0: first', 'day 3: reminder/1']);
  });

  it.each(each(invitationStarts))('begins at $state, $how', async ({ start }) => {
    const { row, finish, end, told } = start(monday);
    const story = tell(run, row.activities, monday);
    await story.day(0);
    finish?.();
    await story.poke();
    expect({ end: await story.end(), told: row.told }).toEqual({ end, told });
  });
});
