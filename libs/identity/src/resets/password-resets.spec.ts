import { publicActor, systemActor, type MailId, type MemberId } from '@placet/kernel';
import { MailSources, type AskedMail, type MailTemplate } from '@placet/notifications';
import { specWorld, type SpecWorld } from '@placet/testing';
import { Company, aPassword, outcomeOf, type Planted } from '../../test/people.ts';
import { AskPasswordReset } from '../commands/ask-password-reset.ts';
import { CompletePasswordReset } from '../commands/complete-password-reset.ts';
import { IdentityModule } from '../index.ts';
import { WorkspaceSlugs } from '../workspace-slugs.ts';

const another = 'nine green boats at noon';
const ada = 'ada@lakeside.test';

describe('a password reset', () => {
  let world: SpecWorld;
  let company: Company;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
  });
  beforeEach(async () => {
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    company = await Company.open(world);
  });
  afterAll(() => world.close());

  const ask = (name = ada) => world.bus.execute(new AskPasswordReset(company.visitor, name));
  const complete = (token: string, password = another) =>
    outcomeOf(world.bus.execute(new CompletePasswordReset(company.visitor, token, password)));
  const later = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000));
  const mails = (template: MailTemplate = 'password_reset') =>
    world.sql<AskedMail & { key: string }>(
      `select id as "mailId", key, template, member_id as "memberId", subject_id as "subjectId" from mail
        where workspace_id = $1 and template = $2 order by id`,
      [company.id, template],
    );
  /** What the worker does when the mail is due. */
  const delivered = async (mail: AskedMail) =>
    world.units.write(systemActor(company.id), () => world.module.get(MailSources).of(mail.template).prepare(mail));
  const mailedToken = async (nth = 0): Promise<string> => (await delivered((await mails())[nth]!))!.link.split('#')[1]!;

  it('is a mail to the stored address, with a link that is made when it goes out', async () => {
    const memberId = await company.member({ email: ada });
    await ask('ADA@lakeside.test');
    const [mail] = await mails();
    expect(mail).toMatchObject({ memberId, key: `reset/${mail!.subjectId}` });
    expect(await world.sql('select token_hash from password_reset where member_id = $1', [memberId])).toEqual([{ token_hash: null }]);
    expect(
      await world.sql('select kind from process where workspace_id = $1 and workflow_id = $2', [company.id, `mail/${mail!.mailId}`]),
    ).toEqual([{ kind: 'mail' }]);
    const prepared = await delivered(mail!);
    expect(prepared).toMatchObject({
      to: ada,
      language: 'en',
      timeZone: 'UTC',
      values: { firstName: 'Ada', workspaceName: 'Lakeside Hotels', expiresAt: new Date('2026-03-02T10:00:00Z') },
    });
    expect(prepared!.link).toMatch(/^http:\/\/localhost:3000\/reset#plc_reset_/);
  });

  it('sets the password once, ends sessions, opens locks, proves the address and tells its member', async () => {
    const memberId = await company.member({ email: ada, emailVerified: false });
    const { session } = await company.signIn(ada);
    for (let n = 0; n < 5; n++) await outcomeOf(company.signIn(ada, 'wrong'));
    await ask();
    const token = await mailedToken();
    expect(await complete(token)).toBe('done');
    expect(await company.whoIs(session.token)).toBeUndefined();
    expect(await outcomeOf(company.signIn(ada, another))).toBe('done');
    expect(await outcomeOf(company.signIn(ada, aPassword))).toBe('SignInRefused');
    expect(await world.sql('select email_verified from member where id = $1', [memberId])).toEqual([{ email_verified: true }]);
    expect(await complete(token)).toBe('ResetLinkDead: used');
    expect((await company.events()).map(({ type }) => type)).toContain('password_reset.completed');
    expect(await delivered((await mails('secret_changed'))[0]!)).toMatchObject({
      to: ada,
      values: { kind: 'password', workspaceName: 'Lakeside Hotels' },
    });
  });

  it('of two at once with one link is won by one', async () => {
    await company.member({ email: ada });
    await ask();
    const token = await mailedToken();
    const outcomes = await Promise.all(['one green boat at dawn', 'two green boats at dusk'].map((password) => complete(token, password)));
    expect(outcomes.toSorted()).toEqual(['ResetLinkDead: used', 'done']);
  });

  it('of two at once with two links is won by one, and kills the other', async () => {
    await company.member({ email: ada });
    await ask();
    await ask();
    const tokens = [await mailedToken(0), await mailedToken(1)];
    const outcomes = await Promise.all(tokens.map((token) => complete(token)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => /^ResetLinkDead: (replaced|used)$/.test(outcome))).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['an hour has passed', '', 'expired'],
    ['the address was changed', `update member set email = 'eve@evil.test', email_key = 'eve@evil.test' where id = $1`, 'replaced'],
    ['he was signed out everywhere', 'update account set session_epoch = session_epoch + 1 where member_id = $1', 'replaced'],
    ['he left', `update account set state = 'inactive', session_epoch = session_epoch + 1 where member_id = $1`, 'replaced'],
    ['he was banned', `update member set state = 'banned' where id = $1`, 'expired'],
    [
      'the workspace is suspended',
      `update workspace set state = 'suspended' where id = (select workspace_id from member where id = $1)`,
      'expired',
    ],
  ])('is dead where %s', async (why, change, because) => {
    const memberId = await company.member({ email: ada });
    await ask();
    const token = await mailedToken();
    if (change) await world.sql(change, [memberId]);
    else later(60);
    expect([why, await complete(token)]).toEqual([why, `ResetLinkDead: ${because}`]);
    expect(await world.sql('select used_at from password_reset where member_id = $1', [memberId])).toEqual([{ used_at: null }]);
  });

  it('that is mailed again works by its newest link only, and is dropped once it was used', async () => {
    await company.member({ email: ada });
    await ask();
    const [first, second] = [await mailedToken(), await mailedToken()];
    expect(await complete(first)).toBe('ResetLinkDead: unknown');
    expect(await complete(second)).toBe('done');
    expect(await delivered((await mails())[0]!)).toBeUndefined();
  });

  it.each<[string, Planted]>([
    ['has no address', { username: ada.split('@')[0]! }],
    ['has a PIN', { email: ada, form: 'pin', secret: '482039' }],
    ['has no secret', { email: ada, form: 'none' }],
    ['has left', { email: ada, state: 'inactive' }],
    ['is invited', { email: ada, state: 'invited' }],
    ['is banned', { email: ada, state: 'banned' }],
    ['begins tomorrow', { email: ada, startsOn: '2026-03-03' }],
    ['has another, unproven address', { username: 'ada', email: 'eve@evil.test', emailVerified: false }],
    ['has an unproven address from a directory', { email: ada, emailVerified: false, managedBy: '0190a5a5-0000-7000-8000-000000000000' }],
  ])('mails nothing to somebody who %s', async (_, planted) => {
    await company.member(planted);
    await ask(planted.username ?? ada);
    await ask(planted.email ?? ada);
    expect(await mails()).toEqual([]);
  });

  it('mails nothing to a look-alike, an unknown name or an unknown workspace, and tells nobody', async () => {
    await company.member({ email: 'mike@lakeside.test' });
    for (const name of ['mi\u212Ae@lakeside.test', 'm\u0131ke@lakeside.test', 'nobody@lakeside.test', 'mike@lakeside.test,eve@evil.test'])
      expect(await ask(name)).toBeUndefined();
    const nowhere = publicActor(await world.module.get(WorkspaceSlugs).idOf('nowhere'), 'public');
    expect(await world.bus.execute(new AskPasswordReset(nowhere, 'mike@lakeside.test'))).toBeUndefined();
    expect(await mails()).toEqual([]);
    expect(await company.events()).toEqual([]);
  });

  it('is mailed three times an hour at most, also when all come at once', async () => {
    await company.member({ email: ada });
    await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(await mails()).toHaveLength(3);
    later(61);
    await ask();
    expect(await mails()).toHaveLength(4);
  });

  it('keeps the rules for passwords, and its link for the next try', async () => {
    await company.member({ email: ada });
    await ask();
    const token = await mailedToken();
    expect(await complete(token, 'short')).toBe('password: too_short');
    expect(await complete(token, 'ada@lakeside.test')).toBe('password: made_of_names');
    expect(await complete(token)).toBe('done');
  });

  it('is nothing by a token that was made up, is of another kind, or names another workspace', async () => {
    const other = await Company.open(world);
    await company.member({ email: ada });
    await ask();
    const token = await mailedToken();
    const { session } = await company.signIn(ada);
    for (const wrong of [session.token, `${token}1`, 'plc_reset_1_1_1_1', '']) expect(await complete(wrong)).toBe('ResetLinkDead: unknown');
    expect(await outcomeOf(world.bus.execute(new CompletePasswordReset(other.visitor, token, another)))).toBe('ResetLinkDead: unknown');
  });

  it('of somebody who got a temporary password ends the need to change it', async () => {
    await company.member({ email: ada, form: 'temporary_password', secret: 'k7mf-2qxr-9tpe-hw4c', changeRequired: true });
    await ask();
    expect(await complete(await mailedToken())).toBe('done');
    expect((await company.signIn(ada, another)).next).toBe('home');
  });

  it('that is delivered late lasts an hour from then', async () => {
    await company.member({ email: ada });
    await ask();
    later(23 * 60);
    const token = await mailedToken();
    later(59);
    expect(await complete(token)).toBe('done');
  });

  it('asked for a member by mail id alone knows its own subject', async () => {
    const memberId = await company.member({ email: ada });
    const stray: AskedMail = {
      mailId: memberId as unknown as MailId,
      key: 'reset/none',
      template: 'password_reset',
      memberId: memberId as MemberId,
      subjectId: memberId,
    };
    expect(await delivered(stray)).toBeUndefined();
  });
});
