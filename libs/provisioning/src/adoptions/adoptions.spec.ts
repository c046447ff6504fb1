import type { MemberId } from '@placet/kernel';
import { AWorkspace } from '@placet/testing';
import { aConsole, type AConsole } from '../../test/console.ts';
import { aPatch, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';

const retitle = aPatch({ op: 'replace', path: 'title', value: 'Countess' });

describe('taking a member over by name', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let owner: AConsole;
  beforeAll(async () => {
    door = await scimDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 5 });
    okta = await door.directory(acme);
    owner = await aConsole(door, acme);
  });

  const allow = (...memberIds: string[]) => owner.send('POST', `/directory-connections/${okta.connectionId}/adoptions`, { memberIds });
  const change = async (memberId: MemberId, body: object = retitle) => (await okta.send('PATCH', `/Users/${memberId}`, body)).status;

  it('works whatever his address and his rank, from then on, and for nobody else', async () => {
    const [plain, admin, other] = [
      await acme.active(),
      await acme.active([], { groupIds: [acme.groups.administrator] }),
      await acme.active([], { groupIds: [acme.groups.administrator] }),
    ];
    expect([await change(plain), await change(admin)]).toEqual([403, 403]);
    const { status, body } = await allow(plain, admin);
    expect([status, body.items.length, body.items[0].allowedBy]).toEqual([200, 2, 'Olga Owner']);
    expect([await change(plain), await change(admin), await change(other)]).toEqual([200, 200, 403]);
    expect(await change(admin, aPatch({ op: 'replace', path: 'active', value: false }))).toBe(200);
    expect([await acme.stateOf(admin), (await okta.send('GET', `/Users/${plain}`)).body.title]).toEqual(['inactive', 'Countess']);
    expect((await okta.send('DELETE', `/Users/${admin}`)).status).toBe(204);
    expect(await acme.events()).toContain('connection.adoption_allowed');
  });

  it('still changes neither username nor address in the same call', async () => {
    const plain = await acme.active();
    await allow(plain);
    expect(await change(plain, aPatch({ op: 'replace', path: 'userName', value: 'other@elsewhere.test' }))).toBe(403);
  });

  it('is never given for an owner, a stranger, or whom a directory keeps', async () => {
    const code = async (...ids: string[]) => (await allow(...ids)).body.errors?.[0]?.code as string;
    const { body: kept } = await okta.send('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `kept@${acme.slug}.test`,
    });
    expect([await code(String(acme.owner.id)), await code(acme.id), await code(kept.id)]).toEqual(['owner', 'unknown', 'managed_already']);
  });

  it('ends when it is taken back before it was used', async () => {
    const plain = await acme.active();
    await allow(plain);
    const path = `/directory-connections/${okta.connectionId}/adoptions`;
    expect((await owner.send('DELETE', `${path}/${plain}`)).status).toBe(204);
    expect([await change(plain), (await owner.send('DELETE', `${path}/${plain}`)).status]).toEqual([403, 404]);
    expect((await owner.send('GET', path)).body).toEqual({ items: [] });
  });
});
