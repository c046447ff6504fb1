import { AWorkspace } from '@placet/testing';
import { aConsole, type AConsole } from '../../test/console.ts';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';

const off = aPatch({ op: 'replace', path: 'active', value: false });
const on = aPatch({ op: 'replace', path: 'active', value: true });

describe('the brake', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let owner: AConsole;
  let ids: string[];
  beforeAll(async () => {
    door = await scimDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 20 });
    okta = await door.directory(acme, { deactivationBrake: { percent: 100, count: 2 }, defaults: { products: ['core'] } });
    owner = await aConsole(door, acme);
    ids = [];
    for (let n = 0; n < 6; n++) ids.push((await okta.send('POST', '/Users', aUser(`u${n}@${acme.slug}.test`))).body.id as string);
    for (const id of ids.slice(0, 2)) expect((await okta.send('PATCH', `/Users/${id}`, off)).status).toBe(200);
  });

  const path = () => `/directory-connections/${okta.connectionId}`;
  const held = async () =>
    (await owner.send('GET', `${path()}/held`)).body as {
      items: { id: string; memberId: string; wish: string; askedTimes: number }[];
      total: number;
    };
  const decide = (body: object) => owner.send('POST', `${path()}/held`, body);

  it('holds whoever comes after so many, by whatever door of the directory, and lets everything else pass', async () => {
    const refused = await okta.send('PATCH', `/Users/${ids[2]}`, off);
    expect([refused.status, refused.body.scimType, refused.body.detail]).toEqual([403, undefined, expect.stringMatching(/held/)]);
    expect((await okta.send('PUT', `/Users/${ids[3]}`, aUser(`u3@${acme.slug}.test`, { active: false }))).status).toBe(403);
    expect((await okta.send('DELETE', `/Users/${ids[4]}`)).status).toBe(403);
    expect((await okta.send('PATCH', `/Users/${ids[2]}`, off)).status).toBe(403);
    expect(await Promise.all(ids.slice(2, 5).map((id) => acme.stateOf(id as never)))).toEqual(['active', 'active', 'active']);
    expect((await okta.send('PATCH', `/Users/${ids[2]}`, aPatch({ op: 'replace', path: 'title', value: 'x' }))).status).toBe(200);
    expect((await okta.send('POST', '/Users', aUser(`new@${acme.slug}.test`))).status).toBe(201);
    const { items, total } = await held();
    expect([total, items.map(({ memberId, wish, askedTimes }) => [ids.indexOf(memberId), wish, askedTimes])]).toEqual([
      3,
      [
        [2, 'deactivate', 2],
        [3, 'deactivate', 1],
        [4, 'delete', 1],
      ],
    ]);
    expect((await owner.send('GET', path())).body.held).toBe(3);
  });

  it('tells the owners once an episode, by mail and in the log of events', async () => {
    for (const id of ids.slice(2)) await okta.send('PATCH', `/Users/${id}`, off);
    const mails = () =>
      door.world.sql<{ n: number }>(`select count(*)::int as n from mail where workspace_id = $1 and template = 'directory_brake'`, [
        acme.id,
      ]);
    expect(await mails()).toEqual([{ n: 1 }]);
    expect((await acme.events()).filter((type) => type === 'connection.brake_tripped').length).toBe(1);
    await decide({ decision: 'refuse' });
    await okta.send('PATCH', `/Users/${ids[2]}`, off);
    expect(await mails()).toEqual([{ n: 2 }]);
  });

  it('lets through what an owner releases, as it was asked for, and no more', async () => {
    await okta.send('PATCH', `/Users/${ids[2]}`, off);
    await okta.send('DELETE', `/Users/${ids[3]}`);
    await okta.send('PATCH', `/Users/${ids[4]}`, off);
    const [first] = (await held()).items;
    expect((await decide({ decision: 'release', ids: [first!.id] })).body).toEqual({ done: 1, failed: 0, left: 2 });
    expect((await okta.send('GET', `/Users/${ids[2]}`)).body.active).toBe(false);
    expect((await decide({ decision: 'release' })).body).toEqual({ done: 2, failed: 0, left: 0 });
    expect((await okta.send('GET', `/Users/${ids[3]}`)).status).toBe(404);
    expect(await Promise.all(ids.slice(2, 6).map((id) => acme.stateOf(id as never)))).toEqual([
      'inactive',
      'inactive',
      'inactive',
      'active',
    ]);
    expect((await acme.pool('core')).assigned).toBe(1);
    expect((await decide({ decision: 'release', ids: [first!.id] })).body).toEqual({ done: 0, failed: 1, left: 0 });
  });

  it('drops what an owner refuses, and what the directory takes back', async () => {
    await okta.send('PATCH', `/Users/${ids[2]}`, off);
    await okta.send('PATCH', `/Users/${ids[3]}`, off);
    expect((await okta.send('PATCH', `/Users/${ids[2]}`, on)).status).toBe(200);
    expect((await held()).items.map(({ memberId }) => memberId)).toEqual([ids[3]]);
    expect((await decide({ decision: 'refuse' })).body).toEqual({ done: 1, failed: 0, left: 0 });
    expect(await acme.stateOf(ids[3] as never)).toBe('active');
    expect(await acme.events()).toEqual(expect.arrayContaining(['connection.held_withdrawn', 'connection.held_refused']));
  });

  it('still holds him when the directory asks again after the ten minutes', async () => {
    await okta.send('PATCH', `/Users/${ids[2]}`, off);
    await door.world.sql(`update directory_leaving set at = at - interval '11 minutes' where workspace_id = $1`, [acme.id]);
    expect((await okta.send('PATCH', `/Users/${ids[2]}`, off)).status).toBe(403);
    expect((await okta.send('PATCH', `/Users/${ids[3]}`, off)).status).toBe(200);
  });

  it('is decided by owners who have just signed in, and by nobody else', async () => {
    await okta.send('PATCH', `/Users/${ids[2]}`, off);
    await door.world.sql(`update session set confirmed_at = now() - interval '1 hour' where workspace_id = $1`, [acme.id]);
    expect((await decide({ decision: 'release' })).body).toMatchObject({ status: 403, code: 'recent_sign_in_needed' });
    expect((await decide({ decision: 'maybe' })).status).toBe(403);
    expect((await held()).total).toBe(1);
  });
});
