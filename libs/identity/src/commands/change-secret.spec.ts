import { specWorld, type SpecWorld } from '@placet/testing';
import { Company, aPassword, from, home, outcomeOf } from '../../test/people.ts';
import { ChangeSecret, ConfirmSession, IdentityModule } from '../index.ts';

const another = 'nine green boats at noon';

describe('a change of one\u2019s own secret', () => {
  let world: SpecWorld;
  let company: Company;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
  });
  beforeEach(async () => {
    company = await Company.open(world);
  });
  afterAll(() => world.close());

  it('ends every other session, and goes on under a new token', async () => {
    await company.member({ username: 'ada' });
    const [mine, elsewhere] = [await company.signIn('ada'), await company.signIn('ada')];
    const actor = (await company.whoIs(mine.session.token))!;
    const { token, sessionId } = await world.bus.execute(new ChangeSecret(actor, aPassword, another, home));
    expect(sessionId).toBe(mine.session.sessionId);
    expect(await company.whoIs(token)).toMatchObject({ sessionId, mustChangeSecret: false });
    for (const dead of [mine, elsewhere]) expect(await company.whoIs(dead.session.token)).toBeUndefined();
    expect(await outcomeOf(company.signIn('ada'))).toBe('SignInRefused');
    expect(await outcomeOf(company.signIn('ada', another))).toBe('done');
    expect((await company.events()).map(({ type }) => type)).toContain('secret.changed');
  });

  it('opens the other pages after a first sign-in, and takes language and default site with it', async () => {
    const memberId = await company.member({
      username: 'temp',
      form: 'temporary_password',
      secret: 'k7mf-2qxr-9tpe-hw4c',
      changeRequired: true,
    });
    const site = await company.site(memberId);
    const actor = await company.signedIn('temp', 'k7mf-2qxr-9tpe-hw4c');
    expect(actor.mustChangeSecret).toBe(true);
    const profile = { language: 'fr', defaultSiteId: site };
    const { token } = await world.bus.execute(new ChangeSecret(actor, 'k7mf-2qxr-9tpe-hw4c', another, home, profile));
    expect(await company.whoIs(token)).toMatchObject({ mustChangeSecret: false, language: 'fr' });
    expect(await world.sql('select language, default_site from member where id = $1', [memberId])).toEqual([
      { language: 'fr', default_site: site },
    ]);
    expect((await company.signIn('temp', another)).next).toBe('home');
  });

  it.each([
    ['a wrong present one', 'not this one at all', another, {}, 'current: wrong'],
    ['the same one', aPassword, aPassword, {}, 'next: unchanged'],
    ['a short one', aPassword, 'short', {}, 'next: too_short'],
    ['six digits', aPassword, '482039', {}, 'next: too_short'],
    ['a well-known one', aPassword, 'passwordpassword', {}, 'next: too_common'],
    ['the workspace\u2019s name', aPassword, 'Lakeside Hotels 1', {}, 'next: made_of_names'],
    ['a language that is not spoken here', aPassword, another, { language: 'de' }, 'language: not_enabled'],
    [
      'a site that was not granted',
      aPassword,
      another,
      { defaultSiteId: '0190a5a5-0000-7000-8000-000000000000' },
      'defaultSiteId: not_granted',
    ],
  ])('is refused for %s, and changes nothing', async (_, current, next, profile, outcome) => {
    await company.member({ username: 'ada' });
    const { session } = await company.signIn('ada');
    const actor = (await company.whoIs(session.token))!;
    expect(await outcomeOf(world.bus.execute(new ChangeSecret(actor, current, next, home, profile)))).toBe(outcome);
    expect(await company.whoIs(session.token)).toBeDefined();
    expect(await outcomeOf(company.signIn('ada'))).toBe('done');
  });

  it('of a PIN is another PIN, or a password; never an easy PIN', async () => {
    await company.member({ username: 'lina', form: 'pin', secret: '482039', changeRequired: true });
    const change = async (current: string, next: string) =>
      outcomeOf(world.bus.execute(new ChangeSecret(await company.signedIn('lina', current), current, next, home)));
    expect(await change('482039', '123456')).toBe('next: pin_too_easy');
    expect(await change('482039', '48203')).toBe('next: pin_format');
    expect(await change('482039', '482039')).toBe('next: unchanged');
    expect(await change('482039', '730194')).toBe('done');
    expect(await change('730194', another)).toBe('done');
    expect(await change(another, '730194')).toBe('next: too_short');
  });

  it('by two at once happens once', async () => {
    await company.member({ username: 'ada' });
    const [one, other] = [await company.signedIn('ada'), await company.signedIn('ada')];
    const both = await Promise.all([
      outcomeOf(world.bus.execute(new ChangeSecret(one, aPassword, another, home))),
      outcomeOf(world.bus.execute(new ChangeSecret(other, aPassword, 'seven slow trains in fog', home))),
    ]);
    expect(both.toSorted()).toEqual(['NotSignedIn', 'done']);
  });

  it('is guessed at no more often than a sign-in, in a burst and under an Idempotency-Key, too', async () => {
    await company.member({ username: 'ada' });
    const actor = await company.signedIn('ada');
    const guess = (n: number) => new ChangeSecret(actor, `wrong ${n}`, another, from('198.51.100.3'));
    // As the platform runs a request with a key: one transaction, which keeps the answer and commits where the refusal asked for it.
    const keyed = (n: number) =>
      world.units.write(actor, async (unit) => {
        const outcome = await outcomeOf(world.bus.execute(guess(n)));
        return unit.keptRefusal ? outcome : 'rolled back';
      });
    expect(await keyed(1)).toBe('current: wrong');
    expect(await keyed(2)).toBe('current: wrong');
    const [{ failures }] = (await world.sql(
      `select failures from secret_failure where workspace_id = $1 and source = '198.51.100.3' and name <> ''`,
      [company.id],
    )) as [{ failures: number }];
    expect(failures).toBe(2);
    const burst = await Promise.all(Array.from({ length: 12 }, (_, n) => outcomeOf(world.bus.execute(guess(n)))));
    expect(burst.filter((outcome) => outcome === 'current: wrong')).toHaveLength(3);
    expect(burst.filter((outcome) => outcome === 'TooManyTries')).toHaveLength(9);
    expect(await outcomeOf(company.signIn('ada'))).toBe('done');
  });
});

describe('a session that is confirmed', () => {
  let world: SpecWorld;
  let company: Company;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
    company = await Company.open(world);
    await company.member({ username: 'ada' });
  });
  afterEach(() => world.clock.set(undefined));
  afterAll(() => world.close());

  it('gets a new token and the time of it; the old token is dead, others go on', async () => {
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    const [{ session }, other] = [await company.signIn('ada'), await company.signIn('ada')];
    world.clock.set(new Date('2026-03-02T10:00:00Z'));
    const actor = (await company.whoIs(session.token))!;
    const { token } = await world.bus.execute(new ConfirmSession(actor, aPassword, home));
    expect(await company.whoIs(session.token)).toBeUndefined();
    expect(await company.whoIs(token)).toMatchObject({ sessionId: session.sessionId, confirmedAt: new Date('2026-03-02T10:00:00Z') });
    expect(await company.whoIs(other.session.token)).toBeDefined();
  });

  it('with a wrong secret stays as it was', async () => {
    const { session } = await company.signIn('ada');
    const actor = (await company.whoIs(session.token))!;
    expect(await outcomeOf(world.bus.execute(new ConfirmSession(actor, 'not this one', home)))).toBe('password: wrong');
    expect(await company.whoIs(session.token)).toBeDefined();
    expect((await company.events()).map(({ type }) => type)).toContain('secret.proof_failed');
  });

  it('after it ended is refused', async () => {
    const actor = await company.signedIn('ada');
    await world.sql('delete from session where id = $1', [actor.sessionId]);
    expect(await outcomeOf(world.bus.execute(new ConfirmSession(actor, aPassword, home)))).toBe('NotSignedIn');
  });
});
