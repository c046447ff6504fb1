import { Ids } from '@placet/kernel';
import { AWorkspace, aPassword } from '@placet/testing';
import { aDoor, browser, type Door } from '../test/door.ts';
import { Invited } from '../test/invited.ts';

const ids = new Ids();

describe('the door of invitations', () => {
  let door: Door;
  let acme: AWorkspace;
  let owner: Record<string, string>;
  beforeAll(async () => {
    door = await aDoor();
    acme = await AWorkspace.with(door, { core: 50 });
    owner = browser(
      await door.send('POST', '/sign-in', { workspace: acme.slug, username: `owner@${acme.slug}.test`, password: aPassword }),
    );
  });
  afterAll(() => door.close());

  const invited = (more = {}, options = {}) => Invited.to(door, acme, { products: ['core'], ...more }, options);
  const act = (ada: { invitationId: string }, what: string, body: object = {}, headers = {}) =>
    door.send('POST', `/invitations/${ada.invitationId}/${what}`, body, { ...owner, ...headers });
  const accept = (token: string, more: object = {}, headers = {}) =>
    door.send('POST', '/invitations/accept', { token, password: aPassword, ...more }, headers);
  const preview = (token: string) => door.send('POST', '/invitations/preview', { token });
  const everything = async () => {
    const tables = ['event', 'outbox', 'invitation', 'invitation_link', 'member', 'session', 'account', 'process', 'mail'];
    return Promise.all(tables.map((table) => door.sql(`select * from ${table} where workspace_id = $1 order by 1, 2`, [acme.id])));
  };

  it('shows who invites to what, and changes nothing by it', async () => {
    const ada = await invited({ message: 'See you on Monday' });
    const token = await ada.mailedLink();
    const before = await everything();
    const answer = await preview(token);
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      {
        workspace: { slug: acme.slug, name: acme.slug },
        invitedBy: 'Olga Owner',
        firstName: 'Ada',
        lastName: expect.stringContaining('Byron'),
        username: expect.stringContaining('@'),
        email: expect.stringContaining('@'),
        groups: ['Member'],
        products: ['core'],
        language: 'en',
        message: 'See you on Monday',
        expiresAt: expect.any(String),
      },
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    for (const method of ['GET', 'HEAD'] as const) {
      for (const path of ['/invitations/preview', '/invitations/accept', `/invitations/accept?token=${token}`]) {
        expect((await door.send(method as 'GET', path)).statusCode).toBeGreaterThanOrEqual(400);
      }
    }
    expect(await everything()).toEqual(before);
  });

  it('lets somebody in by his link, and signs him in', async () => {
    const ada = await invited();
    const answer = await accept(await ada.mailedLink(), { firstName: 'Augusta' });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { member: { id: ada.memberId, displayName: expect.stringContaining('Augusta Byron'), language: 'en' }, next: 'home' },
    ]);
    const me = await door.send('GET', '/me', undefined, browser(answer));
    expect(me.json()).toMatchObject({ member: { id: ada.memberId }, next: 'home' });
  });

  it.each(['expired', 'revoked', 'used', 'replaced', 'unknown'])('says of a link that is %s that it is so, with 410', async (what) => {
    const ada = await invited();
    const token = await ada.mailedLink();
    if (what === 'expired') await door.sql(`update invitation set expires_at = now() where id = $1`, [ada.invitationId]);
    if (what === 'revoked') await act(ada, 'revoke');
    if (what === 'used') await ada.accept(token);
    if (what === 'replaced') await act(ada, 'resend');
    const link = what === 'unknown' ? `${token}x` : token;
    for (const answer of [await preview(link), await accept(link)]) {
      expect(answer.json()).toMatchObject({ status: 410, code: `invitation_${what}`, type: `/problems/invitation-${what}` });
      expect(answer.cookies).toEqual([]);
    }
  });

  it('refuses somebody else who is signed in, and uses nothing up', async () => {
    const ada = await invited();
    const token = await ada.mailedLink();
    const before = await everything();
    const answer = await accept(token, {}, owner);
    expect(answer.json()).toMatchObject({ status: 403, code: 'other_account_signed_in', ways: ['sign-out'] });
    expect(await everything()).toEqual(before);
    const dead = { cookie: `__Host-placet=${ids.next()}` };
    expect((await accept(token, {}, dead)).statusCode).toBe(200);
  });

  it('takes nothing from another site', async () => {
    const ada = await invited();
    const token = await ada.mailedLink();
    expect((await accept(token, {}, { origin: 'https://evil.test' })).json()).toMatchObject({ status: 403, code: 'foreign_origin' });
    expect(await ada.state()).toBe('open');
  });

  it.each([
    ['no body', undefined],
    ['no password', { token: 'x' }],
    ['an unknown field', { token: 'x', password: aPassword, groupIds: [] }],
    ['a state', { token: 'x', password: aPassword, state: 'active' }],
    ['an object for a token', { token: { $ne: '' }, password: aPassword }],
    ['a token that is too long', { token: 'x'.repeat(401), password: aPassword }],
    ['NUL in the token', { token: 'x\0', password: aPassword }],
    ['half a character', { token: 'x\ud800', password: aPassword }],
    ['a name of blanks', { token: 'x', password: aPassword, firstName: '  ' }],
    ['a password that is too long', { token: 'x', password: 'x'.repeat(257) }],
    ['another language', { token: 'x', password: aPassword, language: 'de' }],
  ])('refuses %s with 422', async (_, body) => {
    const answer = await door.send('POST', '/invitations/accept', body, body ? {} : { 'content-type': 'application/json' });
    expect(answer.statusCode).toBe(422);
  });

  it('hands a link over once', async () => {
    const ada = await invited({}, { sendMail: false });
    const key = { 'idempotency-key': ids.next() };
    const [first, second] = [await act(ada, 'copy-link', {}, key), await act(ada, 'copy-link', {}, key)];
    const { secret, invitation } = first.json<{ secret: { kind: string; value: string }; invitation: object }>();
    expect([first.statusCode, secret.kind]).toEqual([200, 'activation_link']);
    expect(invitation).toMatchObject({ id: ada.invitationId, state: 'open', sendsMail: false, mailState: 'none' });
    expect(second.json()).toEqual({ invitation, secretWithheld: true });
    const token = secret.value.split('#')[1]!;
    expect(secret.value).toBe(`http://localhost:3000/invite#${token}`);
    expect((await accept(token)).statusCode).toBe(200);
  });

  it('sends again, extends and revokes, and answers with the invitation as it is then', async () => {
    const ada = await invited();
    expect((await act(ada, 'resend')).json()).toMatchObject({ invitation: { state: 'open', sendsMail: true, mailState: 'queued' } });
    const before = (await act(ada, 'extend', { days: 1 })).json<{ invitation: { expiresAt: string } }>().invitation.expiresAt;
    const after = (await act(ada, 'extend', { days: 90 })).json<{ invitation: { expiresAt: string } }>().invitation.expiresAt;
    expect((Date.parse(after) - Date.parse(before)) / 86_400_000).toBe(90);
    expect((await act(ada, 'revoke')).json()).toMatchObject({ invitation: { state: 'revoked', mailState: 'none' } });
    expect((await act(ada, 'revoke')).json()).toMatchObject({ status: 409, code: 'state_conflict', kind: 'invitation', state: 'revoked' });
    for (const days of [0, 91, 1.5, '3', null]) expect((await act(ada, 'extend', { days })).statusCode).toBe(422);
    expect((await act({ invitationId: ids.next() }, 'revoke')).json()).toMatchObject({ status: 404, code: 'not_found' });
    expect((await act({ invitationId: 'x' }, 'revoke')).statusCode).toBe(404);
  });

  it('asks for a session and the permission', async () => {
    const ada = await invited();
    const him = browser(await accept(await ada.mailedLink()));
    for (const what of ['resend', 'revoke', 'extend', 'copy-link']) {
      const path = `/invitations/${ada.invitationId}/${what}`;
      expect((await door.send('POST', path, { days: 1 })).statusCode).toBe(401);
      expect((await door.send('POST', path, { days: 1 }, him)).json()).toMatchObject({ status: 403, permission: 'invitations.manage' });
      expect((await door.send('POST', path, { days: 1 }, { ...owner, 'x-xsrf-token': 'x' })).statusCode).toBe(403);
    }
    expect((await door.send('GET', '/invitations', undefined, him)).json()).toMatchObject({ status: 403, permission: 'members.read' });
  });

  it('counts what comes from one place: the 31st look within a minute is 429', async () => {
    const here = { 'x-forwarded-for': '203.0.113.9' };
    const looks = [];
    for (let n = 0; n < 31; n++) looks.push((await door.send('POST', '/invitations/preview', { token: 'x' }, here)).statusCode);
    expect([looks.slice(0, 30).every((status) => status === 410), looks[30]]).toEqual([true, 429]);
  });

  it('lists them newest first, page by page, by state and by name', async () => {
    const globex = await AWorkspace.with(door, {});
    const signedIn = await door.send('POST', '/sign-in', {
      workspace: globex.slug,
      username: `owner@${globex.slug}.test`,
      password: aPassword,
    });
    const cookie = browser(signedIn);
    const list = (query: string) => door.send('GET', `/invitations?${query}`, undefined, cookie);
    type Page = { items: { id: string; state: string; member: { displayName: string } }[]; nextCursor?: string; total: number };
    const people: Invited[] = [];
    for (const lastName of ['Ångström', 'Byron', 'Curie', 'Darwin']) people.push(await Invited.to(door, globex, { lastName }));
    await people[0]!.accept(await people[0]!.mailedLink());
    const newestFirst = people.toReversed().map(({ invitationId }) => invitationId);
    const first = (await list('limit=3')).json<Page>();
    expect([first.items.map(({ id }) => id), first.total]).toEqual([newestFirst.slice(0, 3), 5]); // the owner's own is the oldest
    const second = (await list(`limit=3&cursor=${first.nextCursor}`)).json<Page>();
    expect([second.items.map(({ id }) => id).slice(0, 1), second.items.length, second.nextCursor]).toEqual([
      newestFirst.slice(3),
      2,
      undefined,
    ]);
    expect((await list('state=open')).json<Page>().total).toBe(3);
    expect((await list('state=open&state=accepted')).json<Page>().total).toBe(5);
    const found = (await list('q=angstrom')).json<Page>();
    expect(found.items.map(({ state, member }) => [state, member.displayName])).toEqual([['accepted', 'Ada Ångström']]);
    expect((await list('q=nobody')).json<Page>()).toEqual({ items: [], total: 0, totalIsExact: true });
    for (const wrong of ['state=gone', 'limit=0', 'sort=x', 'cursor=x', `state=open&cursor=${first.nextCursor}`]) {
      expect((await list(wrong)).statusCode).toBe(400);
    }
  });

  it('lists those of the own sites only, where the right ends there', async () => {
    const [here, there] = [ids.next(), ids.next()];
    for (const id of [here, there])
      await door.sql('insert into site (workspace_id, id, code, name) values ($1, $2, $3, $3)', [acme.id, id, id]);
    const ada = await invited({ siteIds: [here] });
    await invited({ siteIds: [there] });
    const boss = await invited({ groupIds: [acme.groups.site_manager], siteIds: [here] });
    const cookie = browser(await accept(await boss.mailedLink()));
    const page = (await door.send('GET', '/invitations', undefined, cookie)).json<{ items: { id: string }[]; total: number }>();
    expect([page.items.map(({ id }) => id), page.total]).toEqual([[boss.invitationId, ada.invitationId], 2]);
  });
});
