import { specWorld, type SpecWorld } from '@placet/testing';
import { Company, from, outcomeOf } from '../test/people.ts';
import { IdentityModule } from './index.ts';
import { Secrets } from './secrets/secrets.ts';

const pin = '482039';
const wrong = (n: number) => String(500_000 + n);
const minutes = 60_000;

describe('guessing', () => {
  let world: SpecWorld;
  let company: Company;
  /** how many secrets were looked at */
  let hashed = 0;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
    const secrets = world.module.get(Secrets);
    const matches = secrets.matches.bind(secrets);
    secrets.matches = (form, value, stored) => {
      hashed++;
      return value === pin ? matches(form, value, stored) : Promise.resolve(false); // what is wrong needs no hash to be so
    };
  });
  beforeEach(async () => {
    company = await Company.open(world);
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    hashed = 0;
  });
  afterAll(() => world.close());

  const wait = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms));
  const guess = (name: string, source = '192.0.2.1', secret = wrong(hashed)) => outcomeOf(company.signIn(name, secret, from(source)));
  const waitOf = async (name: string, source = '192.0.2.1'): Promise<number> => {
    try {
      await company.signIn(name, pin, from(source));
      return 0;
    } catch (error) {
      return ((error as { retryAfterSeconds?: number }).retryAfterSeconds ?? -1) / 60;
    }
  };

  it.each(['lina', 'nobody-has-this-name'])(
    'at %s waits after five, longer each time, and is locked after ten: known or not',
    async (name) => {
      await company.member({ username: 'lina', form: 'pin', secret: pin });
      for (let n = 0; n < 5; n++) expect(await guess(name)).toBe('SignInRefused');
      for (const expected of [15, 30, 60, 120, 240]) {
        expect(await waitOf(name)).toBe(expected);
        wait(expected * minutes - 1);
        expect(await guess(name)).toBe('TooManyTries');
        wait(1);
        expect(await guess(name)).toBe('SignInRefused');
      }
      wait(30 * 24 * 60 * minutes);
      expect(await guess(name)).toBe('SecretLocked');
      expect(hashed).toBe(10);
    },
  );

  it('in a burst gets no more tries than one after another', async () => {
    await company.member({ username: 'lina', form: 'pin', secret: pin });
    const burst = await Promise.all(Array.from({ length: 20 }, (_, n) => guess('lina', '192.0.2.1', wrong(n))));
    expect(burst.filter((outcome) => outcome === 'SignInRefused')).toHaveLength(5);
    expect(burst.filter((outcome) => outcome === 'TooManyTries')).toHaveLength(15);
    expect(hashed).toBe(5);
  });

  it('from elsewhere locks nobody out: the wait is on the name and the source', async () => {
    await company.member({ username: 'lina', form: 'pin', secret: pin });
    for (let n = 0; n < 6; n++) await guess('lina', '203.0.113.9');
    expect(await guess('lina', '203.0.113.9', pin)).toBe('TooManyTries');
    expect(await guess('lina', '192.0.2.1', pin)).toBe('done');
    expect(await guess('lina', '203.0.113.9', pin)).toBe('TooManyTries');
  });

  it('right begins anew, and so does a name that somebody else has by now', async () => {
    const first = await company.member({ username: 'lina', form: 'pin', secret: pin });
    for (let n = 0; n < 4; n++) await guess('lina');
    expect(await guess('lina', '192.0.2.1', pin)).toBe('done');
    for (let n = 0; n < 4; n++) expect(await guess('lina')).toBe('SignInRefused');
    await world.sql('delete from login_key where member_id = $1', [first]);
    await world.sql('update member set username = null where id = $1', [first]);
    await company.member({ username: 'lina', form: 'pin', secret: pin });
    for (let n = 0; n < 5; n++) expect(await guess('lina')).toBe('SignInRefused');
    expect(await guess('lina')).toBe('TooManyTries');
  });

  it('a hundred times in a row from everywhere closes the name to new sources, not to where its member works', async () => {
    await company.member({ username: 'lina', form: 'pin', secret: pin });
    expect(await guess('lina', '192.0.2.1', pin)).toBe('done');
    for (const name of ['lina', 'nobody'])
      for (let source = 0; source < 25; source++)
        await Promise.all([0, 1, 2, 3].map((n) => guess(name, `203.0.113.${source}`, wrong(source * 4 + n))));
    expect(hashed).toBe(201);
    expect(await guess('lina', '198.51.100.1')).toBe('SecretLocked');
    expect(await guess('nobody', '198.51.100.1')).toBe('SecretLocked');
    expect(await guess('lina', '192.0.2.1', pin)).toBe('done');
    expect(await guess('lina', '198.51.100.1')).toBe('SignInRefused');
  });

  it('at twenty names within ten minutes stops the source, whatever the next name is', async () => {
    for (let n = 0; n < 19; n++) expect(await guess(`name-${n}`)).toBe('SignInRefused');
    await company.member({ username: 'lina', form: 'pin', secret: pin });
    expect(await guess('lina', '192.0.2.1', pin)).toBe('done');
    expect(await guess('name-19')).toBe('SignInRefused');
    for (const name of ['name-0', 'name-20', 'lina']) expect(await guess(name, '192.0.2.1', pin)).toBe('TooManyTries');
    expect(await guess('lina', '192.0.2.2', pin)).toBe('done');
    wait(10 * minutes);
    expect(await guess('lina', '192.0.2.1', pin)).toBe('done');
  });

  it('sprayed in a burst, one guess at each of many names, gets twenty looks and no more', async () => {
    const burst = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(`name-${n}`, '192.0.2.1', pin)));
    expect(burst.filter((outcome) => outcome === 'SignInRefused')).toHaveLength(20);
    expect(burst.filter((outcome) => outcome === 'TooManyTries')).toHaveLength(40);
    expect(hashed).toBe(20);
  });

  it('at names that nobody has leaves no heap behind', async () => {
    for (let n = 0; n < 15; n++) await guess(`name-${n}`);
    wait(31 * 24 * 60 * minutes);
    await guess('one-more', '192.0.2.7');
    const [{ left }] = (await world.sql('select count(*)::int as left from secret_failure where workspace_id = $1', [company.id])) as [
      { left: number },
    ];
    expect(left).toBeLessThanOrEqual(14);
  });
});

/** Suite #13 in small: attackers of three kinds, honest people at work, and a checker that counts what was looked at. */
describe('a siege of PINs', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
  });
  afterAll(() => world.close());

  interface Siege {
    readonly looks: number;
    readonly mostPerMember: number;
    readonly mostPerSource: number;
    readonly accepted: number;
    readonly honestRefused: number;
  }

  async function siege(spoil: (company: Company) => Promise<void> = async () => undefined): Promise<Siege> {
    const company = await Company.open(world);
    const secrets = world.module.get(Secrets);
    const honest = Array.from({ length: 6 }, (_, n) => `honest-${n}`);
    for (const username of honest) await company.member({ username, form: 'pin', secret: pin });
    await spoil(company);
    const perName = new Map<string, number>();
    const perSource = new Map<string, number>();
    let [looks, accepted, honestRefused] = [0, 0, 0];
    const matches = secrets.matches.bind(secrets);
    secrets.matches = (form, value, stored) => (value === pin ? matches(form, value, stored) : (looks++, Promise.resolve(false)));
    const attack = async (name: string, source: string, n: number) => {
      const outcome = await outcomeOf(company.signIn(name, wrong(n), from(source)));
      if (outcome === 'done') accepted++;
      if (outcome !== 'SignInRefused') return;
      perName.set(`${name} ${source}`, (perName.get(`${name} ${source}`) ?? 0) + 1);
      perSource.set(source, (perSource.get(source) ?? 0) + 1);
    };
    try {
      for (let round = 0; round < 4; round++) {
        const guesses = [
          ...Array.from({ length: 10 }, (_, n) => attack('honest-0', 'single', n)),
          ...Array.from({ length: 10 }, (_, n) => attack('honest-1', `spread-${n}`, n)),
          ...Array.from({ length: 30 }, (_, n) => attack(`sprayed-${round}-${n}`, 'sprayed', n)),
        ];
        const work = honest.map(async (username, n) => {
          if ((await outcomeOf(company.signIn(username, pin, from(`office-${n % 3}`)))) !== 'done') honestRefused++;
        });
        await Promise.all([...guesses, ...work]);
      }
    } finally {
      secrets.matches = matches;
    }
    return { looks, accepted, honestRefused, mostPerMember: Math.max(...perName.values()), mostPerSource: perSource.get('sprayed') ?? 0 };
  }

  it('gets five looks at a member from one source, twenty at a workspace from one, and locks out nobody at work', async () => {
    const { looks, accepted, honestRefused, mostPerMember, mostPerSource } = await siege();
    expect({ accepted, honestRefused, mostPerMember, mostPerSource }).toEqual({
      accepted: 0,
      honestRefused: 0,
      mostPerMember: 5,
      mostPerSource: 20,
    });
    expect(looks).toBe(5 + 10 * 4 + 20);
  });

  it('is noticed by the checker where only members were counted, and no sources', async () => {
    // The planted fault: whatever is written about a source's failures is as old as if it were not there.
    const fault = `create function forget() returns trigger language plpgsql as $$ begin new.last_at := '2000-01-01'; return new; end $$;
      create trigger planted before insert or update on secret_failure for each row execute function forget()`;
    await world.sql(fault);
    try {
      expect((await siege()).mostPerSource).toBeGreaterThan(20);
    } finally {
      await world.sql('drop trigger planted on secret_failure; drop function forget()');
    }
  });
});
