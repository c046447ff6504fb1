import { publicActor, type WorkspaceId } from '@placet/kernel';
import { specWorld, type SpecWorld } from '@placet/testing';
import { Company, aPassword, from, home, outcomeOf } from '../../test/people.ts';
import { IdentityModule, SignIn } from '../index.ts';
import { Secrets } from '../secrets/secrets.ts';
import { WorkspaceSlugs } from '../workspace-slugs.ts';

describe('a sign-in', () => {
  let world: SpecWorld;
  let company: Company;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
  });
  beforeEach(async () => {
    company = await Company.open(world);
  });
  afterEach(() => world.clock.set(undefined));
  afterAll(() => world.close());

  it('by username and password opens a session, and says where to go', async () => {
    const memberId = await company.member({ username: 'ada' });
    const { session, member, next } = await company.signIn('ada');
    expect({ member, next }).toEqual({ member: { id: memberId, displayName: 'Ada Byron', language: 'en' }, next: 'home' });
    expect(await company.whoIs(session.token)).toMatchObject({
      kind: 'member',
      id: memberId,
      sessionId: session.sessionId,
      mustChangeSecret: false,
    });
    expect(await company.events()).toMatchObject([
      { type: 'session.started', subject_id: memberId, actor_kind: 'member', facts: { session: session.sessionId }, personal_of: null },
    ]);
  });

  it('stores the hash of its token only, and when he came', async () => {
    await company.member({ username: 'ada' });
    const { session } = await company.signIn('ada');
    const [stored] = await world.sql<{ row: string; last_sign_in_at: Date }>(
      `select s::text as row, a.last_sign_in_at from session s join account a using (workspace_id, member_id) where s.workspace_id = $1`,
      [company.id],
    );
    expect(stored!.row).not.toContain(session.token.split('_').at(-2));
    expect(stored!.last_sign_in_at).toBeInstanceOf(Date);
  });

  it('by PIN, or with a temporary password, leads to the change of it and nowhere else', async () => {
    await company.member({ username: 'lina', form: 'pin', secret: '482039', changeRequired: true });
    await company.member({ username: 'temp', form: 'temporary_password', secret: 'k7mf-2qxr-9tpe-hw4c', changeRequired: true });
    expect((await company.signIn('lina', '482039')).next).toBe('change_secret');
    const { session, next } = await company.signIn('temp', 'K7MF2QXR9TPEHW4C');
    expect(next).toBe('change_secret');
    expect(await company.whoIs(session.token)).toMatchObject({ mustChangeSecret: true });
  });

  it('with a temporary password happens once, also when two try at the same time', async () => {
    await company.member({ username: 'temp', form: 'temporary_password', secret: 'k7mf-2qxr-9tpe-hw4c', changeRequired: true });
    const both = await Promise.all([1, 2].map(() => outcomeOf(company.signIn('temp', 'k7mf-2qxr-9tpe-hw4c'))));
    expect(both.toSorted()).toEqual(['SignInRefused', 'done']);
    expect(await outcomeOf(company.signIn('temp', 'k7mf-2qxr-9tpe-hw4c'))).toBe('SignInRefused');
  });

  it('with a temporary password ends after its hours', async () => {
    const secretExpiresAt = new Date(world.clock.now().getTime() + 24 * 3_600_000);
    await company.member({ username: 'temp', form: 'temporary_password', secret: 'k7mf-2qxr-9tpe-hw4c', secretExpiresAt });
    world.clock.set(new Date(secretExpiresAt.getTime() + 1));
    expect(await outcomeOf(company.signIn('temp', 'k7mf-2qxr-9tpe-hw4c'))).toBe('SignInRefused');
  });

  it.each(['invited', 'pending', 'waiting', 'inactive', 'banned', 'refused', 'erased'])('is refused to who is %s', async (state) => {
    await company.member({ username: 'ada', state });
    expect(await outcomeOf(company.signIn('ada'))).toBe('SignInRefused');
    expect(await company.events()).toMatchObject([{ type: 'sign_in.failed', facts: { because: 'may_not_enter' } }]);
  });

  it('is refused without a credential, in a suspended workspace, before the first day and after the last', async () => {
    await company.member({ username: 'ada', form: 'none' });
    expect(await outcomeOf(company.signIn('ada', ''))).toBe('SignInRefused');
    const tokyo = await Company.open(world, { timeZone: 'Asia/Tokyo' });
    await tokyo.member({ username: 'ada', startsOn: '2026-03-02', endsOn: '2026-03-04' });
    const at = async (instant: string) => {
      world.clock.set(new Date(instant));
      return outcomeOf(tokyo.signIn('ada'));
    };
    expect(await at('2026-03-01T14:59:59Z')).toBe('SignInRefused'); // still the 1st in Tokyo
    expect(await at('2026-03-01T15:00:00Z')).toBe('done');
    expect(await at('2026-03-04T14:59:59Z')).toBe('done');
    expect(await at('2026-03-04T15:00:00Z')).toBe('SignInRefused');
    world.clock.set(new Date('2026-03-03T00:00:00Z'));
    await world.sql(`update workspace set state = 'suspended' where id = $1`, [tokyo.id]);
    expect(await outcomeOf(tokyo.signIn('ada'))).toBe('SignInRefused');
  });

  it('knows a name however it is composed or capitalised, and an address in any of its spellings', async () => {
    await company.member({ username: 'Zo\u00EB Straße' });
    await company.member({ email: 'Ada.B@M\u00FCller.test' });
    for (const name of ['Zoe\u0308 Straße', 'ZO\u00CB STRASSE'.replace('SS', '\u1E9E'), 'ada.b@xn--mller-kva.test', 'ADA.B@MÜLLER.TEST'])
      expect([name, await outcomeOf(company.signIn(name))]).toEqual([name, 'done']);
  });

  it.each([
    ['a Kelvin sign', 'mi\u212Ae@acme.test'],
    ['a dotless i', 'm\u0131ke@acme.test'],
    ['a long s', 'mike@acme.te\u017Ft'.replace('mike', 'mi\u212Ae')],
    ['a full-width letter', '\uFF4Dike@acme.test'],
  ])('is no sign-in of mike with %s', async (_, lookalike) => {
    await company.member({ email: 'mike@acme.test' });
    expect(await outcomeOf(company.signIn(lookalike))).toBe('SignInRefused');
    expect(await outcomeOf(company.signIn('mike@acme.test'))).toBe('done');
  });

  it('in one workspace is none in another, where the same name has another account', async () => {
    const other = await Company.open(world);
    await company.member({ username: 'ada' });
    await other.member({ username: 'ada', secret: 'nine green boats at noon' });
    expect(await outcomeOf(other.signIn('ada'))).toBe('SignInRefused');
    const { session } = await other.signIn('ada', 'nine green boats at noon');
    expect((await other.whoIs(session.token))!.workspaceId).toBe(other.id);
  });

  it('hashes the same secret at a new cost once it is known', async () => {
    const memberId = await company.member({ username: 'ada' });
    const { argon2Sync } = await import('node:crypto');
    const nonce = Buffer.from('somesalt00000000');
    const tag = argon2Sync('argon2id', { message: aPassword, nonce, memory: 64, passes: 2, parallelism: 1, tagLength: 32 });
    const old = `$argon2id$v=19$m=64,t=2,p=1$${nonce.toString('base64').replace(/=+$/, '')}$${tag.toString('base64').replace(/=+$/, '')}`;
    await world.sql('update account set secret_hash = $2 where member_id = $1', [memberId, old]);
    expect(await outcomeOf(company.signIn('ada'))).toBe('done');
    const [{ secret_hash }] = (await world.sql('select secret_hash from account where member_id = $1', [memberId])) as [
      { secret_hash: string },
    ];
    expect(secret_hash).toContain('m=19456');
    expect(await outcomeOf(company.signIn('ada'))).toBe('done');
  });

  it('does the same work for an unknown workspace, an unknown name, a wrong secret and a stranger to the door', async () => {
    const slugs = world.module.get(WorkspaceSlugs);
    const secrets = world.module.get(Secrets);
    await company.member({ username: 'ada' });
    await company.member({ username: 'left', state: 'inactive' });
    const nowhere = publicActor((await slugs.idOf('no-such-place')) as WorkspaceId, 'public');
    expect(await slugs.idOf('no-such-place')).toBe(nowhere.workspaceId);
    expect(await slugs.idOf(company.slug)).toBe(company.id);
    const hashed: unknown[] = [];
    const matches = secrets.matches.bind(secrets);
    secrets.matches = (...call) => (hashed.push(call[2]), matches(...call));
    const cases = [
      new SignIn(nowhere, 'ada', aPassword, home),
      new SignIn(company.visitor, 'nobody', aPassword, home),
      new SignIn(company.visitor, 'ada', 'not the password at all', home),
      new SignIn(company.visitor, 'left', aPassword, home),
    ];
    try {
      for (const command of cases) expect(await outcomeOf(world.bus.execute(command))).toBe('SignInRefused');
    } finally {
      secrets.matches = matches;
    }
    expect(hashed).toHaveLength(4);
    const traces = await world.sql('select 1 from secret_failure where workspace_id = $1', [nowhere.workspaceId]);
    expect(traces).toHaveLength(3);
    expect(await world.sql('select 1 from event where workspace_id = $1', [nowhere.workspaceId])).toEqual([]);
  });

  it('that fails leaves a trace without what was typed', async () => {
    const typed = 'my password in the wrong field';
    await outcomeOf(company.signIn(typed, 'oops', from('198.51.100.7')));
    const [event] = await company.events();
    expect(event).toMatchObject({ type: 'sign_in.failed', subject_id: company.id, facts: { because: 'unknown_name' }, personal_of: null });
    const everything = await world.sql<{ all: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as all from (
         select f::text from secret_failure f where workspace_id = $1 union all select e::text from event e where workspace_id = $1) t`,
      [company.id],
    );
    expect(everything[0]!.all).not.toContain('wrong field');
  });
});
