import { connectionActor, type MemberId } from '@placet/kernel';
import { SwitchByDirectory } from '@placet/members';
import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';

/** The brake counts under a lock, in two processes at once: the spec's bus and the door's are two. */
describe('the brake of a directory', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 9 });
  });
  afterAll(() => door.close());

  const off = aPatch({ op: 'replace', path: 'active', value: false });
  const people = async (okta: ADirectory, count: number) => {
    const ids: MemberId[] = [];
    for (let n = 0; n < count; n++)
      ids.push((await okta.send('POST', '/Users', aUser(`b${n}.${okta.connectionId}@${acme.slug}.test`))).body.id as MemberId);
    return ids;
  };
  const stillActive = async (ids: readonly string[]) =>
    (await door.world.sql<{ n: number }>(`select count(*)::int as n from member where id = any($1) and state = 'active'`, [ids]))[0]!.n;

  it('lets no more pass than it says, whoever asks at once', async () => {
    const okta = await door.directory(acme, { deactivationBrake: { count: 5, percent: 100 } });
    const ids = await people(okta, 12);
    const actor = connectionActor(acme.id, okta.connectionId);
    const how = { to: 'off', brake: { count: 5, percent: 100 } } as const;
    const answers = await Promise.all(
      ids.map(async (id, n) =>
        n % 2
          ? (await okta.send('PATCH', `/Users/${id}`, off)).status === 200
          : (await door.world.bus.execute(new SwitchByDirectory(actor, id, how))).outcome === 'done',
      ),
    );
    expect(answers.filter(Boolean).length).toBe(5);
    expect(await stillActive(ids)).toBe(7);
  });

  it('holds the rest with a reason, changes nothing of them, and remembers who was asked for', async () => {
    const okta = await door.directory(acme, { deactivationBrake: { count: 2, percent: 100 } });
    const ids = await people(okta, 4);
    for (const id of ids.slice(0, 2)) expect((await okta.send('PATCH', `/Users/${id}`, off)).status).toBe(200);
    const held = await okta.send('PATCH', `/Users/${ids[2]}`, off);
    expect([held.status, held.body.detail]).toEqual([403, expect.stringMatching(/held until an owner/)]);
    expect((await okta.send('DELETE', `/Users/${ids[3]}`)).status).toBe(403);
    expect((await okta.send('PATCH', `/Users/${ids[2]}`, off)).status).toBe(403);
    expect(await stillActive(ids)).toBe(2);
    const rows = await door.world.sql(
      'select member_id, wish, state, asked_times from directory_held where connection_id = $1 order by asked_at',
      [okta.connectionId],
    );
    expect(rows).toEqual([
      { member_id: ids[2], wish: 'deactivate', state: 'held', asked_times: 2 },
      { member_id: ids[3], wish: 'delete', state: 'held', asked_times: 1 },
    ]);
    expect((await okta.send('POST', '/Users', aUser(`more.${okta.connectionId}@${acme.slug}.test`))).status).toBe(201);
  });

  it('judges by a part of the people from the tenth on', async () => {
    const okta = await door.directory(acme, { deactivationBrake: { count: 1000, percent: 20 } });
    const ids = await people(okta, 14);
    const statuses: number[] = [];
    for (const id of ids) statuses.push((await okta.send('PATCH', `/Users/${id}`, off)).status);
    expect(statuses).toEqual([...Array<number>(9).fill(200), ...Array<number>(5).fill(403)]);
  });
});
