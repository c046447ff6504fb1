import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { anApi } from './an-api.ts';
import { aPlainMember, aWorkspace, type OpenedWorkspace, type SignedInHeaders } from './people.ts';

interface Member {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
type Changed = { member: Member; secret?: { kind: string; value: string } };

describe('the door of members', () => {
  let app: NestFastifyApplication;
  let acme: OpenedWorkspace;
  let member: string;
  let count = 0;

  const call = (method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object, headers: Record<string, string> = {}, as = acme.owner) =>
    app.inject({ method, url: `/api/v1${path}`, headers: { ...as, ...headers }, ...(payload ? { payload } : {}) });
  const person = (more: object = {}) => {
    const n = ++count;
    return { firstName: 'Ada', lastName: `Byron ${n}`, email: `ada${n}@acme.test`, groupIds: [member], products: [], ...more };
  };
  const added = async (more: object = {}) => (await call('POST', '/members', person(more))).json<Changed>();
  const groupOf = async (builtIn: string) => {
    const { items } = (await call('GET', '/groups')).json<{ items: { id: string; builtIn?: string }[] }>();
    return items.find((group) => group.builtIn === builtIn)!.id;
  };

  beforeAll(async () => {
    app = await anApi({ PLACET_LIMITS_FACTOR: '1000' });
    acme = await aWorkspace(app, 'acme');
    member = await groupOf('member');
  });
  afterAll(() => app.close());

  it('adds a member: 201, where he is, and how his seat stands', async () => {
    const answer = await call('POST', '/members', person({ products: ['core'], mobile: '+33 6 12 34 56 78' }));
    const { member: ada, secret } = answer.json<Changed>();
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ location: `/api/v1/members/${ada.id}`, etag: '"1"' });
    expect(ada).toMatchObject({
      state: 'invited',
      holdings: [{ product: 'core', state: 'reserved' }],
      mobile: '+33612345678',
    });
    expect(secret).toBeUndefined();
    expect((await call('GET', `/members/${ada.id}`)).json()).toEqual(ada);
  });

  it("takes the workspace's language, and the usual credential, where none is said", async () => {
    expect((await added()).member).toMatchObject({ language: 'en', state: 'invited', invitationId: expect.any(String) });
  });

  it('shows a secret once: a link to hand over, a PIN, a temporary password', async () => {
    expect((await added({ sendMail: false })).secret).toMatchObject({
      kind: 'activation_link',
      value: expect.stringContaining('/invite#plc_invite_'),
    });
    const floor = await added({ email: undefined, username: 'lina', credential: 'pin' });
    expect(floor.secret).toEqual({ kind: 'pin', value: expect.stringMatching(/^\d{6}$/) });
    expect((await added({ email: undefined, username: 'linked' })).secret?.kind).toBe('activation_link');
    expect((await added({ credential: 'temporary_password' })).secret?.kind).toBe('temporary_password');
    expect(await call('GET', `/members/${floor.member.id}`).then(({ body }) => body)).not.toContain(floor.secret!.value);
  });

  it('leaves the secret out of a repeated answer, and adds nobody twice', async () => {
    const headers = { 'idempotency-key': 'one-key-of-16-signs' };
    const payload = person({ credential: 'temporary_password' });
    const first = await call('POST', '/members', payload, headers);
    const again = await call('POST', '/members', payload, headers);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.statusCode).toBe(201);
    expect(again.json()).toEqual({ member: first.json<Changed>().member, secretWithheld: true });
    expect((await call('POST', '/members', person(), headers)).statusCode).toBe(422);
  });

  it('refuses one too many with the numbers and the ways out (L15, E12)', async () => {
    const globex = await aWorkspace(app, 'globex');
    const { items } = (await call('GET', '/groups', undefined, {}, globex.owner)).json<{ items: { id: string; builtIn?: string }[] }>();
    const groupIds = items.filter(({ builtIn }) => builtIn === 'member').map(({ id }) => id);
    const add = (n: number, more: object = {}) =>
      call(
        'POST',
        '/members',
        { firstName: 'A', lastName: 'B', email: `a${n}@globex.test`, groupIds, products: ['core'], ...more },
        {},
        globex.owner,
      );
    for (let n = 0; n < 5; n++) expect((await add(n)).statusCode).toBe(201);
    const refused = await add(5);
    expect(refused.statusCode).toBe(409);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({
      type: '/problems/no-seat-left',
      code: 'no_seat_left',
      product: 'core',
      purchased: 5,
      used: 5,
      free: 0,
      ways: ['free-a-seat', 'save-without-access'],
    });
    expect((await add(5, { onFull: 'wait' })).json()).toMatchObject({ errors: [{ path: 'onFull', code: 'not_allowed' }] });
    const put = (values: object, version: string) =>
      app.inject({ method: 'PUT', url: '/api/v1/policies', headers: { ...globex.owner, 'if-match': version }, payload: { values } });
    await put({ 'seat.onFull.console': 'wait', supportContact: 'help@vendor.test' }, '"1"');
    expect((await add(5, { onFull: 'refuse' })).json()).toMatchObject({
      ways: ['free-a-seat', 'wait', 'save-without-access', 'ask-support'],
      supportContact: 'help@vendor.test',
    });
    expect((await add(6, { onFull: 'without_access' })).json<Changed>().member).toMatchObject({ products: [], state: 'invited' });
    expect((await add(7)).json<Changed>().member).toMatchObject({ state: 'waiting', waiting: [{ product: 'core', place: 1 }] });
  });

  it.each<[string, object, number, string, string]>([
    ['an unknown field', { state: 'active' }, 422, 'state', 'unknown_field'],
    ['no group', { groupIds: [] }, 422, 'groupIds', 'too_small'],
    ['a group of nobody', { groupIds: ['0198c0de-0000-7000-8000-000000000000'] }, 422, 'groupIds', 'unknown'],
    ['a wrong type', { firstName: 7 }, 422, 'firstName', 'invalid_type'],
    ['a name that is too long', { lastName: 'x'.repeat(101) }, 422, 'lastName', 'too_big'],
    ['a NUL', { lastName: 'x\u0000' }, 422, 'lastName', 'malformed_text'],
    ['half a surrogate', { lastName: 'x\ud800' }, 422, 'lastName', 'malformed_text'],
    ['no e-mail', { email: 'ada' }, 422, 'email', 'invalid_format'],
    ['neither e-mail nor username', { email: undefined }, 422, 'username', 'email_or_username'],
    ['a mobile that is none', { mobile: '12' }, 422, 'mobile', 'not_e164'],
    ['a site of nobody', { siteIds: ['0198c0de-0000-7000-8000-000000000000'] }, 422, 'siteIds', 'unknown'],
    ['a default site that is not granted', { defaultSiteId: '0198c0de-0000-7000-8000-000000000000' }, 422, 'defaultSiteId', 'not_granted'],
    ['a product that is not sold here', { products: ['contract'] }, 422, 'products', 'not_sold'],
    ['a language that is not enabled', { language: 'fr' }, 422, 'language', 'not_enabled'],
    ['single sign-on, which is not built', { credential: 'single_sign_on' }, 422, 'credential', 'not_available'],
    ['a PIN beside an e-mail', { credential: 'pin' }, 422, 'credential', 'pin_needs_no_email'],
    ['an end before the start', { startsOn: '2030-02-02', endsOn: '2030-02-01' }, 422, 'endsOn', 'before_start'],
    ['a taken address', { email: 'owner@acme.test' }, 409, 'username', 'taken'],
  ])('refuses %s, and changes nothing', async (_, more, status, path, code) => {
    const before = (await call('GET', '/members?limit=1')).json<{ total: number }>().total;
    const answer = await call('POST', '/members', person(more));
    expect([answer.statusCode, answer.json<{ errors: object[] }>().errors]).toEqual([status, [expect.objectContaining({ path, code })]]);
    expect((await call('GET', '/members?limit=1')).json<{ total: number }>().total).toBe(before);
  });

  it('changes what is named, clears what is null, and tells the new version', async () => {
    const { member: ada } = await added({ jobTitle: 'Clerk', mobile: '+33612345678' });
    const answer = await call(
      'PATCH',
      `/members/${ada.id}`,
      { jobTitle: null, lastName: 'King' },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect([answer.statusCode, answer.headers['etag']]).toEqual([200, '"2"']);
    expect(answer.json<Changed>().member).toMatchObject({ lastName: 'King', mobile: '+33612345678', version: 2 });
    expect(answer.json<Changed>().member).not.toHaveProperty('jobTitle');
  });

  it('refuses a stale version with the current one, and takes the last write where none is named', async () => {
    const { member: ada } = await added();
    await call('PATCH', `/members/${ada.id}`, { lastName: 'King' }, { 'if-match': '"1"' });
    const stale = await call('PATCH', `/members/${ada.id}`, { lastName: 'Queen' }, { 'if-match': '"1"' });
    expect([stale.statusCode, stale.headers['etag'], stale.json<{ currentVersion: number }>().currentVersion]).toEqual([412, '"2"', 2]);
    expect((await call('PATCH', `/members/${ada.id}`, { lastName: 'Queen' })).statusCode).toBe(200);
    expect((await call('PATCH', `/members/${ada.id}`, { lastName: 'x' }, { 'if-match': 'W/three' })).statusCode).toBe(400);
  });

  it('gives and takes access, with its seat', async () => {
    const { member: ada } = await added();
    const given = await call('PATCH', `/members/${ada.id}`, { products: ['core'] });
    expect(given.json<Changed>().member).toMatchObject({ products: ['core'], holdings: [{ product: 'core', state: 'reserved' }] });
    expect((await call('PATCH', `/members/${ada.id}`, { products: [] })).json<Changed>().member).toMatchObject({ holdings: [] });
  });

  it('deactivates and brings back, and a second click changes nothing', async () => {
    const { member: ada } = await added({ credential: 'temporary_password', products: ['core'] });
    const left = await call('POST', `/members/${ada.id}/deactivate`, { reason: 'left the firm' });
    expect(left.json<Changed>().member).toMatchObject({
      state: 'inactive',
      holdings: [],
      displayName: expect.stringContaining('(inactive)'),
    });
    const again = await call('POST', `/members/${ada.id}/deactivate`);
    expect([again.statusCode, again.json<Changed>().member.version]).toEqual([200, left.json<Changed>().member.version]);
    const back = await call('POST', `/members/${ada.id}/reactivate`, {});
    expect(back.json<Changed>().member).toMatchObject({ state: 'active', holdings: [{ product: 'core', state: 'assigned' }] });
  });

  it('bans with a reason, and lifts with one', async () => {
    const { member: ada } = await added();
    expect((await call('POST', `/members/${ada.id}/ban`, {})).json()).toMatchObject({ errors: [{ path: 'reason', code: 'required' }] });
    const banned = await call('POST', `/members/${ada.id}/ban`, { reason: 'shared the account', until: '2099-01-01T00:00:00Z' });
    expect(banned.json<Changed>().member).toMatchObject({
      state: 'banned',
      ban: { reason: 'shared the account', until: '2099-01-01T00:00:00.000Z' },
    });
    expect((await call('POST', `/members/${ada.id}/ban`, { reason: 'again' })).statusCode).toBe(409);
    expect((await call('POST', `/members/${ada.id}/lift-ban`, { reason: 'explained' })).json<Changed>().member).toMatchObject({
      state: 'inactive',
    });
  });

  it('refuses the next click of who was deactivated', async () => {
    const headers: SignedInHeaders = await aPlainMember(app, acme, 'leaver');
    expect((await call('GET', '/me', undefined, {}, headers)).statusCode).toBe(200);
    const { items } = (await call('GET', '/members?q=leaver')).json<{ items: Member[] }>();
    await call('POST', `/members/${items[0]!.id}/deactivate`, {});
    expect((await call('GET', '/me', undefined, {}, headers)).statusCode).toBe(401);
  });

  it('resets, asks for a change, and signs out', async () => {
    const { member: ada } = await added({ email: undefined, username: 'pin-holder', credential: 'pin' });
    expect((await call('POST', `/members/${ada.id}/reset-secret`)).json<Changed>().secret?.kind).toBe('pin');
    expect((await call('POST', `/members/${ada.id}/require-secret-change`)).json<Changed>().member['credential']).toEqual({
      kind: 'pin',
      changeRequired: true,
    });
    expect((await call('POST', `/members/${ada.id}/sign-out`)).statusCode).toBe(200);
    expect((await call('GET', `/members/${ada.id}/sessions`)).json()).toEqual({ items: [] });
    expect((await call('GET', `/members/${ada.id}/permissions`)).json()).toMatchObject({ items: [{ key: 'me.read', scope: 'workspace' }] });
    const { items } = (await call('GET', `/members/${ada.id}/activity?limit=3`)).json<{ items: { type: string }[] }>();
    expect(items.map(({ type }) => type)).toEqual(['member.signed_out', 'member.secret_change_required', 'member.secret_reset']);
  });

  it.each([
    ['/members?colour=red', 400, 'invalid_query'],
    ['/members?sort=age', 400, 'invalid_query'],
    ['/members?limit=0', 400, 'invalid_query'],
    ['/members?limit=201', 400, 'invalid_query'],
    ['/members?state=gone', 400, 'invalid_query'],
    ['/members?q=%00', 400, 'invalid_query'],
    ['/members?cursor=abc', 400, 'malformed_cursor'],
    ['/members/7', 404, 'not_found'],
    ['/members/0198c0de-0000-7000-8000-000000000000', 404, 'not_found'],
    ['/members/0198c0de-0000-7000-8000-000000000000/activity', 404, 'not_found'],
    ['/members/display-name?ids=7', 400, 'invalid_query'],
  ])('answers GET %s with %d', async (path, status, code) => {
    const answer = await call('GET', path);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('shows nobody of another workspace, and none of its own to who may not read', async () => {
    const other = await aWorkspace(app, 'initech');
    const { member: ada } = await added();
    for (const path of ['', '/permissions', '/activity', '/sessions'])
      expect((await call('GET', `/members/${ada.id}${path}`, undefined, {}, other.owner)).statusCode).toBe(404);
    for (const act of ['deactivate', 'reset-secret', 'sign-out', 'require-secret-change'])
      expect((await call('POST', `/members/${ada.id}/${act}`, undefined, {}, other.owner)).statusCode).toBe(404);
    const plain = await aPlainMember(app, other, 'plain');
    const refused = await call('GET', '/members', undefined, {}, plain);
    expect([refused.statusCode, refused.json<{ permission: string }>().permission]).toEqual([403, 'members.read']);
  });
});
