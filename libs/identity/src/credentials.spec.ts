import { systemActor, type MemberId } from '@placet/kernel';
import { MailSources, type AskedMail } from '@placet/notifications';
import { specWorld, type SpecWorld } from '@placet/testing';
import { Company, aPassword, outcomeOf } from '../test/people.ts';
import { ChangeSecret, Credentials, IdentityModule, Secrets } from './index.ts';

describe('credentials, in the hands of a command', () => {
  let world: SpecWorld;
  let company: Company;
  let credentials: Credentials;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
    credentials = world.module.get(Credentials);
  });
  beforeEach(async () => {
    company = await Company.open(world);
  });
  afterAll(() => world.close());

  /** As a command of another context does: within its transaction. */
  const within = <T>(work: () => Promise<T>): Promise<T> => world.units.write(systemActor(company.id), work);

  it('are set anew: the old secret and every session are dead, locks open, and the new one must be changed', async () => {
    const memberId = await company.member({ username: 'lina', form: 'pin', secret: '482039' });
    const { session } = await company.signIn('lina', '482039');
    for (let n = 0; n < 5; n++) await outcomeOf(company.signIn('lina', '000111'));
    const hash = await world.module.get(Secrets).hash('pin', '730194');
    await within(() => credentials.set(memberId, 'pin', hash));
    expect(await company.whoIs(session.token)).toBeUndefined();
    expect(await outcomeOf(company.signIn('lina', '482039'))).toBe('SignInRefused');
    expect((await company.signIn('lina', '730194')).next).toBe('change_secret');
  });

  it('are as they were where the command fails', async () => {
    const memberId = await company.member({ username: 'lina', form: 'pin', secret: '482039' });
    const { session } = await company.signIn('lina', '482039');
    const failing = within(async () => {
      await credentials.set(memberId, 'pin', 'never');
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    expect(await company.whoIs(session.token)).toBeDefined();
  });

  it('must be changed at the next sign-in where that was asked for; open sessions go on', async () => {
    const memberId = await company.member({ username: 'ada' });
    const { session } = await company.signIn('ada');
    await within(() => credentials.requireChange(memberId));
    expect(await company.whoIs(session.token)).toMatchObject({ mustChangeSecret: false });
    const { session: next, next: step } = await company.signIn('ada');
    expect(step).toBe('change_secret');
    const actor = (await company.whoIs(next.token))!;
    expect(actor.mustChangeSecret).toBe(true);
    await world.bus.execute(new ChangeSecret(actor, aPassword, 'nine green boats at noon', { requestId: 'spec', source: '192.0.2.1' }));
    expect((await company.signIn('ada', 'nine green boats at noon')).next).toBe('home');
    const without = await company.member({ form: 'none' });
    await expect(within(() => credentials.requireChange(without))).rejects.toThrow("can't change it");
  });

  it('are reset by a mail that names who asked, where there are password and address', async () => {
    const [owner, other] = [
      await company.member({ username: 'olga' }),
      await company.member({ email: 'ada@lakeside.test', emailVerified: false }),
    ];
    expect(await within(() => credentials.mailReset(other, owner))).toBe(true);
    const [mail] = await world.sql<AskedMail>(
      `select id as "mailId", key, template, member_id as "memberId", subject_id as "subjectId" from mail where workspace_id = $1`,
      [company.id],
    );
    const prepared = await within(() => world.module.get(MailSources).of('password_reset').prepare(mail!));
    expect(prepared).toMatchObject({ to: 'ada@lakeside.test', values: { requestedBy: 'Ada Byron' } });
    expect(await outcomeOf(company.signIn('ada@lakeside.test'))).toBe('done');
    const withPin = await company.member({ username: 'lina', form: 'pin', secret: '482039' });
    expect(await within(() => credentials.mailReset(withPin, owner))).toBe(false);
  });

  it('end every session at once, and say how many', async () => {
    const memberId = await company.member({ username: 'ada' });
    const [one, other] = [await company.signIn('ada'), await company.signIn('ada')];
    expect(await within(() => credentials.endSessions(memberId))).toBe(2);
    for (const { session } of [one, other]) expect(await company.whoIs(session.token)).toBeUndefined();
    expect(await within(() => credentials.endSessions(memberId))).toBe(0);
    expect(await outcomeOf(company.signIn('ada'))).toBe('done');
  });

  it('count as such or not', async () => {
    const has = (memberId: MemberId) => within(() => credentials.has(memberId));
    expect(await has(await company.member())).toBe(true);
    expect(await has(await company.member({ form: 'none' }))).toBe(false);
    expect(await has('0190a5a5-0000-7000-8000-000000000000' as MemberId)).toBe(false);
  });
});
