import { AddMember, BanMember, DeactivateMember, EditMember, LiftBan, ReactivateMember } from '@placet/members';
import type { MemberId } from '@placet/kernel';
import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';

const error = (status: string, scimType?: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status,
  detail: expect.stringMatching(/^\S.*\.$/),
  ...(scimType ? { scimType } : {}),
});
const off = aPatch({ op: 'Replace', path: 'active', value: 'False' });
const on = aPatch({ op: 'replace', value: { active: true } });

describe('users of a directory', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let count = 0;
  beforeAll(async () => (door = await scimDoor()));
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 2 });
    okta = await door.directory(acme, { defaults: { products: ['core'] } });
  });
  const name = () => `Ada${++count}@${acme.slug}.test`;
  const created = async (userName = name(), more: object = {}, from = okta): Promise<{ id: MemberId; userName: string }> => {
    const { status, body } = await from.send('POST', '/Users', aUser(userName, more));
    expect([status, body.detail]).toEqual([201, undefined]);
    return body;
  };
  const active = async (id: string) => (await okta.send('GET', `/Users/${id}`)).body.active as boolean;
  const used = async () => (await acme.pool('core')).assigned;

  it('are members of the same kind, with the same seats and events, and come back as sent', async () => {
    const phoneNumbers = [
      { value: '415.123.4567', type: 'work' },
      { value: '+33 6 12 34 56 78', type: 'mobile' },
    ];
    const { status, headers, body } = await okta.send(
      'POST',
      '/Users',
      aUser(name(), { externalId: 'AbC', phoneNumbers, preferredLanguage: 'fr-FR' }),
    );
    expect(status).toBe(201);
    expect(headers).toMatchObject({
      location: body.meta.location,
      etag: body.meta.version,
      'content-type': expect.stringContaining('application/scim+json'),
    });
    expect(body).toMatchObject({ userName: `Ada${count}@${acme.slug}.test`, externalId: 'AbC', active: true, phoneNumbers });
    const [member] = await door.world.sql('select state, origin, managed_by, mobile, language, access from member where id = $1', [
      body.id,
    ]);
    expect(member).toEqual({
      state: 'active',
      origin: 'scim',
      managed_by: okta.connectionId,
      mobile: '+33612345678',
      language: 'fr',
      access: ['core'],
    });
    expect([await used(), (await acme.events()).at(-1)]).toEqual([1, 'member.added']);
  });

  it('are invited where the connection says so, the second one of an address without a mail', async () => {
    const entra = await door.directory(acme, { onCreate: 'invite' });
    const emails = [{ value: `shared@${acme.slug}.test` }];
    const ids = [await created(name(), { emails }, entra), await created(name(), { emails }, entra)].map(({ id }) => id);
    const rows = await door.world.sql('select sends_mail, state from invitation where member_id = any($1) order by id', [ids]);
    expect(rows).toEqual([
      { sends_mail: true, state: 'open' },
      { sends_mail: false, state: 'open' },
    ]);
    expect(await acme.stateOf(ids[1]!)).toBe('invited');
  });

  it('that are created switched off take a seat when they are switched on', async () => {
    const { id } = await created(name(), { active: false });
    expect([await acme.stateOf(id), await used(), await active(id)]).toEqual(['inactive', 0, false]);
    expect((await okta.send('PATCH', `/Users/${id}`, on)).status).toBe(200);
    expect([await acme.stateOf(id), await used()]).toEqual(['active', 1]);
  });

  it('are found by userName in any case, by externalId as it is, and page by page', async () => {
    const first = await created(`É${name()}`, { externalId: 'X-1', emails: [] });
    await created();
    const total = async (query: string) => (await okta.send('GET', `/Users?${query}`)).body.totalResults as number;
    expect(await total(`filter=${encodeURIComponent(`USERNAME eq "${first.userName.toLowerCase()}"`)}`)).toBe(1);
    expect([await total('filter=externalId+eq+%22X-1%22'), await total('filter=externalId+eq+%22x-1%22')]).toEqual([1, 0]);
    const all = await okta.send('GET', '/Users?startIndex=2&count=1&attributes=userName');
    expect(all.body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1, Resources: [{ userName: first.userName }] });
    expect((await okta.send('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 3, Resources: [] });
    expect((await okta.send('GET', '/Users?startIndex=99999999999999999999')).body).toMatchObject({ totalResults: 3, Resources: [] });
    for (const query of ['count=1&count=2', 'startIndex=x', 'filter=a&filter=b', 'attributes=a&excludedAttributes=b']) {
      expect([query, (await okta.send('GET', `/Users?${query}`)).body.scimType]).toEqual([query, 'invalidValue']);
    }
    expect((await okta.send('GET', '/Users?filter=shoeSize+eq+%22x%22')).body).toEqual(error('400', 'invalidFilter'));
  });

  it('are switched off and on with their seat', async () => {
    const { id } = await created();
    expect((await okta.send('PATCH', `/Users/${id}`, off)).body.active).toBe(false);
    expect([await acme.stateOf(id), await used()]).toEqual(['inactive', 0]);
    expect((await okta.send('PATCH', `/Users/${id}`, on)).body.active).toBe(true);
    expect([await acme.stateOf(id), await used()]).toEqual(['active', 1]);
  });

  it('stay as another door left them: a repeated true revives nobody and lifts no ban', async () => {
    const { id } = await created();
    await door.world.bus.execute(new DeactivateMember(acme.owner, id));
    expect((await okta.send('PATCH', `/Users/${id}`, on)).body.active).toBe(true);
    expect(await acme.stateOf(id)).toBe('inactive');
    await door.world.bus.execute(new ReactivateMember(acme.owner, id));
    await door.world.bus.execute(new BanMember(acme.owner, id, 'fraud'));
    for (const wish of [off, on, off]) expect((await okta.send('PATCH', `/Users/${id}`, wish)).status).toBe(200);
    expect([await acme.stateOf(id), await active(id)]).toEqual(['banned', false]);
    await door.world.bus.execute(new LiftBan(acme.owner, id, 'was none'));
    expect(await acme.stateOf(id)).toBe('inactive');
    await okta.send('PATCH', `/Users/${id}`, on);
    expect(await acme.stateOf(id)).toBe('active');
  });

  it('are not switched off by a change of something else', async () => {
    const { id } = await created();
    await okta.send('PATCH', `/Users/${id}`, off);
    await door.world.bus.execute(new ReactivateMember(acme.owner, id));
    const { body } = await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'replace', path: 'title', value: 'Countess' }));
    expect([body.active, body.title, await acme.stateOf(id)]).toEqual([false, 'Countess', 'active']);
  });

  it('get a new invitation where theirs has lapsed', async () => {
    const entra = await door.directory(acme, { onCreate: 'invite' });
    const { id } = await created(name(), {}, entra);
    await door.world.sql(`update invitation set state = 'expired', closed_at = now() where member_id = $1`, [id]);
    await door.world.sql(`update member set state = 'inactive' where id = $1`, [id]);
    await entra.send('PATCH', `/Users/${id}`, on);
    expect(await acme.stateOf(id)).toBe('invited');
  });

  it('are replaced whole; what is left out is cleared, but not active', async () => {
    const { id, userName } = await created(name(), { title: 'x', nickName: 'y' });
    const { status, body } = await okta.send('PUT', `/Users/${id}`, {
      ...aUser(userName, { title: 'z' }),
      active: undefined,
      id: 'mine',
      meta: {},
    });
    expect([status, body.id, body.title, body.nickName, body.active]).toEqual([200, id, 'z', undefined, true]);
    const [member] = await door.world.sql('select job_title from member where id = $1', [id]);
    expect(member).toEqual({ job_title: 'z' });
  });

  it('are renamed by their directory, which moves the sign-in and nothing else', async () => {
    const { id, userName } = await created();
    const fresh = name();
    const { body } = await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'Replace', path: 'userName', value: fresh }));
    expect(body.userName).toBe(fresh);
    const keys = await door.world.sql('select key from login_key where member_id = $1', [id]);
    expect(keys).toEqual([{ key: fresh.toLowerCase() }]);
    expect((await okta.send('POST', '/Users', aUser(userName))).status).toBe(201);
    expect(
      (await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'replace', path: 'userName', value: userName.toUpperCase() }))).body,
    ).toEqual(error('409', 'uniqueness'));
    expect(
      (await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'replace', path: 'userName', value: fresh.toUpperCase() }))).body.userName,
    ).toBe(fresh.toUpperCase());
  });

  it('move their version with each real change only', async () => {
    const { id } = await created();
    const { headers } = await okta.send('GET', `/Users/${id}`);
    const etag = String(headers['etag']);
    expect((await okta.send('GET', `/Users/${id}`, undefined, { 'if-none-match': etag })).status).toBe(304);
    const same = await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'add', path: 'name', value: { givenName: 'Ada' } }));
    expect(same.headers['etag']).toBe(etag);
    const changed = await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'add', path: 'nickName', value: 'Countess' }), {
      'if-match': etag,
    });
    expect([changed.status, changed.headers['etag'] === etag]).toEqual([200, false]);
    for (const [method, body] of [
      ['PATCH', off],
      ['PUT', aUser('x')],
      ['DELETE', undefined],
    ] as const) {
      expect((await okta.send(method, `/Users/${id}`, body, { 'if-match': etag })).body).toEqual(error('412'));
    }
    expect([await acme.stateOf(id), (await okta.send('GET', `/Users/${id}`)).headers['etag']]).toEqual(['active', changed.headers['etag']]);
  });

  it('are gone once they are deleted, also after the console brings them back; their name and seat are free', async () => {
    const { id, userName } = await created();
    expect((await okta.send('DELETE', `/Users/${id}`, '', { 'content-type': 'application/scim+json' })).status).toBe(204);
    expect([await acme.stateOf(id), await used()]).toEqual(['inactive', 0]);
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', on],
      ['PUT', aUser(userName)],
      ['DELETE', undefined],
    ] as const) {
      expect((await okta.send(method, `/Users/${id}`, body)).body).toEqual(error('404'));
    }
    const again = await created(userName);
    expect(again.id).not.toBe(id);
    await door.world.bus.execute(new ReactivateMember(acme.owner, id, { username: `back-${userName}` }));
    expect((await okta.send('GET', `/Users/${id}`)).status).toBe(404);
    const [row] = await door.world.sql('select former_username, managed_by from member where id = $1', [id]);
    expect(row).toEqual({ former_username: userName, managed_by: null });
  });

  it('belong to one connection: another one sees nothing of them but that the name is taken', async () => {
    const { id, userName } = await created();
    const entra = await door.directory(acme);
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', off],
      ['DELETE', undefined],
    ] as const) {
      expect((await entra.send(method, `/Users/${id}`, body)).body).toEqual(error('404'));
    }
    expect((await entra.send('GET', '/Users')).body.Resources.map((user: { id: string }) => user.id)).not.toContain(id);
    expect((await entra.send('POST', '/Users', aUser(userName))).body).toEqual(error('409', 'uniqueness'));
    const globex = await door.directory(await AWorkspace.with(door.world, { core: 1 }));
    expect((await globex.send('GET', `/Users/${id}`)).body).toEqual(error('404'));
    expect((await globex.send('POST', '/Users', aUser(userName))).status).toBe(201);
    expect(await acme.stateOf(id)).toBe('active');
  });

  it('whom nobody manages are seen, and taken over only with an address in a verified domain', async () => {
    const memberId = await acme.active([]);
    const retitled = aPatch({ op: 'add', path: 'title', value: 'Countess' });
    const { body } = await okta.send('GET', `/Users/${memberId}`);
    expect(body).toMatchObject({ id: memberId, active: true, name: { givenName: 'Ada' } });
    for (const [method, sent] of [
      ['PATCH', retitled],
      ['PUT', body],
      ['DELETE', undefined],
    ] as const) {
      expect((await okta.send(method, `/Users/${memberId}`, sent)).body).toEqual(error('403'));
    }
    await door.world.sql('update workspace set verified_domains = $2 where id = $1', [acme.id, [`${acme.slug}.test`]]);
    const renamed = aPatch({ op: 'replace', path: 'userName', value: 'other' });
    expect((await okta.send('PATCH', `/Users/${memberId}`, renamed)).body).toEqual(error('403'));
    expect((await okta.send('POST', '/Users', aUser(body.userName))).body).toEqual(error('409', 'uniqueness'));
    expect((await okta.send('PATCH', `/Users/${memberId}`, retitled)).body).toMatchObject({ title: 'Countess', emails: body.emails });
    expect((await okta.send('PATCH', `/Users/${memberId}`, renamed)).body.userName).toBe('other');
    expect((await acme.events()).filter((type) => type === 'connection.refused').length).toBe(4);
  });

  it('who stand above a plain member are never touched', async () => {
    const { id, userName } = await created();
    await door.world.bus.execute(new EditMember(acme.owner, id, { groupIds: [acme.groups.administrator] }));
    await door.world.sql('update workspace set verified_domains = $2 where id = $1', [acme.id, [`${acme.slug}.test`]]);
    for (const target of [id, acme.owner.id as string]) {
      for (const [method, body] of [
        ['PATCH', off],
        ['DELETE', undefined],
      ] as const) {
        expect([target, (await okta.send(method, `/Users/${target}`, body)).body]).toEqual([target, error('403')]);
      }
      expect(await acme.stateOf(target as MemberId)).toBe('active');
    }
    expect((await okta.send('GET', `/Users/${id}`)).body).toMatchObject({ userName, active: true });
  });

  it('take no foreign or unknown manager, and lose one who is gone', async () => {
    const boss = await created();
    const { id } = await created();
    const manager = (value: string) => aPatch({ op: 'Add', path: 'manager', value });
    for (const value of ['x', acme.id])
      expect((await okta.send('PATCH', `/Users/${id}`, manager(value))).body).toEqual(error('400', 'invalidValue'));
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const { body } = await okta.send('PATCH', `/Users/${id}`, manager(boss.id));
    expect(body[enterprise].manager).toEqual({
      value: boss.id,
      displayName: 'Ada Byron',
      $ref: expect.stringMatching(`/scim/v2/Users/${boss.id}$`),
    });
    await okta.send('DELETE', `/Users/${boss.id}`);
    const after = await okta.send('PATCH', `/Users/${id}`, aPatch({ op: 'add', path: 'title', value: 'x' }));
    expect([after.body.title, after.body[enterprise]]).toEqual(['x', undefined]);
    expect((await okta.send('PATCH', `/Users/${id}`, manager(boss.id))).body).toEqual(error('400', 'invalidValue'));
  });

  it('are refused where the workspace adds members in its console only', async () => {
    await door.world.sql(
      `insert into policy (workspace_id, version, values, changed_by, changed_at) values ($1, 9, '{"member.createThrough": "console"}', 'spec', now())`,
      [acme.id],
    );
    expect((await okta.send('POST', '/Users', aUser(name()))).body).toEqual(error('403'));
    await door.world.bus.execute(new AddMember(acme.owner, acme.person(), 'activation_link', false));
  });
});
