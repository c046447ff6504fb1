import type { MemberId } from '@placet/kernel';
import { MembersActivities } from '@placet/members';
import { AWorkspace } from '@placet/testing';
import { aConsole } from '../test/console.ts';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';

const off = aPatch({ op: 'replace', path: 'active', value: false });
const on = aPatch({ op: 'replace', path: 'active', value: true });
const minute = 60_000;

describe('a grace against flaps', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let process: MembersActivities;
  beforeAll(async () => {
    door = await scimDoor();
    process = door.world.module.get(MembersActivities, { strict: false });
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 1 });
    okta = await door.directory(acme, { graceMinutes: 30, deactivationBrake: null, defaults: { products: ['core'] } });
  });
  const created = async (name: string) => (await okta.send('POST', '/Users', aUser(`${name}@${acme.slug}.test`))).body.id as MemberId;
  const switched = async (memberId: MemberId, to: object) => (await okta.send('PATCH', `/Users/${memberId}`, to)).status;
  const look = (memberId: MemberId, minutes: number) =>
    process.lookAtMemberDates({ workspaceId: acme.id, id: memberId }, Date.now() + minutes * minute);
  const freed = (memberId: MemberId, minutes: number) =>
    process.freeKeptSeats({ workspaceId: acme.id, id: memberId }, Date.now() + minutes * minute);
  const holdings = (memberId: MemberId) =>
    door.world.sql<{ id: string; state: string }>(`select id, state from holding where member_id = $1 order by since`, [memberId]);
  const used = async () => {
    const { assigned, reserved, waiting } = await acme.pool('core');
    return { assigned, reserved, waiting };
  };

  it('keeps the seat of whom a directory switches off, and gives him the same one back', async () => {
    const ada = await created('ada');
    const before = await holdings(ada);
    expect([await switched(ada, off), await acme.stateOf(ada), await used()]).toEqual([
      200,
      'inactive',
      { assigned: 1, reserved: 0, waiting: 0 },
    ]);
    const bob = await created('bob');
    expect(await acme.stateOf(bob)).toBe('waiting');
    expect([await switched(ada, on), await acme.stateOf(ada)]).toEqual([200, 'active']);
    expect([await holdings(ada), await used()]).toEqual([before, { assigned: 1, reserved: 0, waiting: 1 }]);
    expect([await freed(ada, 31), (await look(ada, 31)).graceIsOver]).toEqual(['moved', false]);
  });

  it('ends: then the seat is free, and the next in line has it', async () => {
    const [ada, bob] = [await created('ada'), await created('bob')];
    await switched(ada, off);
    const ahead = await look(ada, 0);
    expect([ahead.state, ahead.graceIsOver, Math.round((ahead.nextMoment - Date.now()) / minute)]).toEqual(['ahead', false, 30]);
    expect([(await look(ada, 31)).graceIsOver, await freed(ada, 29), await freed(ada, 31), await freed(ada, 31)]).toEqual([
      true,
      'moved',
      'done',
      'moved',
    ]);
    expect([await acme.stateOf(bob), await used(), (await look(ada, 31)).isOver]).toEqual([
      'active',
      { assigned: 1, reserved: 0, waiting: 0 },
      true,
    ]);
    expect(await acme.events()).toContain('member.kept_seats_freed');
    expect([await switched(ada, on), await acme.stateOf(ada)]).toEqual([200, 'waiting']);
  });

  it('wakes its process, so that the end comes also when nobody calls', async () => {
    const ada = await created('ada');
    await switched(ada, off);
    const rows = await door.world.sql(`select workflow_id from process where workflow_id = $1`, [`member-dates/${ada}`]);
    expect(rows.length).toBe(1);
  });

  it('is none for whom a person deactivates, for a deletion, and where it is off', async () => {
    const ada = await created('ada');
    await switched(ada, off);
    const owner = await aConsole(door, acme);
    expect((await owner.send('POST', `/members/${ada}/deactivate`, {})).status).toBe(200);
    expect(await used()).toEqual({ assigned: 0, reserved: 0, waiting: 0 });
    const bob = await created('bob');
    await switched(bob, off);
    expect((await okta.send('DELETE', `/Users/${bob}`)).status).toBe(204);
    expect(await used()).toEqual({ assigned: 0, reserved: 0, waiting: 0 });
    const without = await door.directory(acme, { deactivationBrake: null, defaults: { products: ['core'] } });
    const { body: eve } = await without.send('POST', '/Users', aUser(`eve@${acme.slug}.test`));
    await without.send('PATCH', `/Users/${eve.id}`, off);
    expect(await used()).toEqual({ assigned: 0, reserved: 0, waiting: 0 });
  });

  it('lasts from the first switch, however often it is repeated, and each flap begins anew', async () => {
    const ada = await created('ada');
    const until = async () =>
      (await door.world.sql<{ at: Date | null }>('select seat_kept_until as at from member where id = $1', [ada]))[0]!.at;
    await switched(ada, off);
    const first = await until();
    await switched(ada, off);
    expect(await until()).toEqual(first);
    for (let n = 0; n < 3; n++) expect([await switched(ada, on), await switched(ada, off)]).toEqual([200, 200]);
    expect((await until())!.getTime()).toBeGreaterThan(first!.getTime());
    await switched(ada, on);
    expect([await until(), await used()]).toEqual([null, { assigned: 1, reserved: 0, waiting: 0 }]);
  });
});
