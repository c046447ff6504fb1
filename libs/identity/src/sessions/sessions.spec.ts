import { Ids, type MemberId, type WorkspaceId } from '@placet/kernel';
import { UnitOfWork, newSecretToken } from '@placet/platform';
import { specWorld, type SpecWorld } from '@placet/testing';
import { Company, home } from '../../test/people.ts';
import { IdentityModule, Sessions } from '../index.ts';
import { Tries } from '../tries.ts';

const ids = new Ids();
const hour = 3_600_000;
const begin = new Date('2026-03-02T09:00:00Z');

describe('a session', () => {
  let world: SpecWorld;
  let company: Company;
  let memberId: MemberId;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
  });
  beforeEach(async () => {
    world.clock.set(begin);
    company = await Company.open(world);
    memberId = await company.member({ username: 'ada' });
  });
  afterAll(() => world.close());

  const after = (hours: number) => world.clock.set(new Date(begin.getTime() + hours * hour));
  const begun = async () => (await company.signIn('ada')).session;

  it('carries rank, permissions with their reach, sites and language', async () => {
    await company.inGroup(memberId, 40, ['members.read', 'members.edit'], true);
    await company.inGroup(memberId, 10, ['members.read', 'me.read']);
    const site = await company.site(memberId);
    const actor = await company.whoIs((await begun()).token);
    expect(actor).toMatchObject({
      workspaceId: company.id,
      id: memberId,
      door: 'console',
      rank: 40,
      siteIds: [site],
      language: 'en',
      requestId: 'spec-request',
      confirmedAt: begin,
    });
    expect(Object.fromEntries(actor!.permissions)).toEqual({
      'members.read': 'workspace',
      'members.edit': 'own_sites',
      'me.read': 'workspace',
    });
  });

  it('of somebody in no group may do nothing', async () => {
    const actor = await company.whoIs((await begun()).token);
    expect([actor!.rank, actor!.permissions.size, actor!.siteIds.length]).toEqual([0, 0, 0]);
  });

  it.each([
    ['is invited', `update member set state = 'invited' where id = $1`],
    ['is inactive', `update account set state = 'inactive' where member_id = $1`],
    ['is banned', `update member set state = 'banned' where id = $1`],
    ['was erased', `update member set state = 'erased' where id = $1`],
    ['has a raised epoch', 'update account set session_epoch = session_epoch + 1 where member_id = $1'],
    ['has not begun', `update member set starts_on = '2026-03-03' where id = $1`],
    ['has ended', `update member set ends_on = '2026-03-01' where id = $1`],
    ['is in a suspended workspace', `update workspace set state = 'suspended' where id = (select workspace_id from member where id = $1)`],
    ['lost the session', 'delete from session where member_id = $1'],
  ])('is refused with the next request where its member %s', async (_, change) => {
    const { token } = await begun();
    expect(await company.whoIs(token)).toBeDefined();
    await world.sql(change, [memberId]);
    expect(await company.whoIs(token)).toBeUndefined();
  });

  it('ends after 12 hours without a request, and 7 days after it began however busy it is', async () => {
    const { token, expiresAt } = await begun();
    expect(expiresAt).toEqual(new Date(begin.getTime() + 7 * 24 * hour));
    after(11.9);
    expect(await company.whoIs(token)).toBeDefined();
    await seen(11.9);
    for (let at = 23; at < 7 * 24; at += 11) {
      after(at);
      expect([at, (await company.whoIs(token)) !== undefined]).toEqual([at, true]);
      await seen(at);
    }
    after(7 * 24);
    expect(await company.whoIs(token)).toBeUndefined();
    const other = await begun();
    after(7 * 24 + 12);
    expect(await company.whoIs(other.token)).toBeUndefined();
  });

  it('keeps the limits of the newest policy, shortened ones at once', async () => {
    await company.policies({ 'session.idleHours': 2, 'session.absoluteDays': 1 });
    const { token, expiresAt } = await begun();
    expect(expiresAt).toEqual(new Date(begin.getTime() + 24 * hour));
    after(1.5);
    await company.policies({ 'session.idleHours': 1 });
    expect(await company.whoIs(token)).toBeUndefined();
    await company.policies({ 'session.idleHours': 2 });
    expect(await company.whoIs(token)).toBeDefined();
  });

  it('notes when it was last seen, once a minute at most', async () => {
    const { token } = await begun();
    const seenAt = async () =>
      ((await world.sql('select last_seen_at from session where member_id = $1', [memberId]))[0]!['last_seen_at'] as Date).getTime();
    after(59 / 3600);
    await company.whoIs(token);
    expect(await seenAt()).toBe(begin.getTime());
    after(61 / 3600);
    await Promise.all(Array.from({ length: 10 }, () => company.whoIs(token)));
    await seen(61 / 3600);
    expect(await seenAt()).toBe(begin.getTime() + 61_000);
  });

  it('reads who asks in one trip, and writes nothing in it', async () => {
    const { token } = await begun();
    const units = world.module.get(UnitOfWork);
    const trips: string[] = [];
    const [readTrip, hot] = [units.readTrip.bind(units), units.hot.bind(units)];
    units.readTrip = (...call) => (trips.push('read'), readTrip(...call));
    units.hot = (...call) => (trips.push('write'), hot(...call));
    try {
      await company.whoIs(token);
    } finally {
      Object.assign(units, { readTrip, hot });
    }
    expect(trips).toEqual(['read']);
  });

  it('is nothing under a forged, foreign or mistyped token', async () => {
    const { token, sessionId } = await begun();
    const other = await Company.open(world);
    const forged = [
      newSecretToken('session', company.id, sessionId).token,
      newSecretToken('session', other.id, sessionId).token,
      newSecretToken('session', ids.next<WorkspaceId>(), ids.next()).token,
      newSecretToken('reset', company.id, sessionId).token,
      `${token}x`,
      token.slice(0, -1),
      '',
      'null',
    ];
    for (const wrong of forged) expect(await company.whoIs(wrong)).toBeUndefined();
  });

  it('that is dead is cleared away when its member signs in again', async () => {
    await begun();
    after(13);
    await begun();
    expect(await world.sql('select 1 from session where member_id = $1', [memberId])).toHaveLength(1);
  });

  /** Until the note that a session was seen has arrived; it is written behind the request. */
  async function seen(hours: number): Promise<void> {
    const at = new Date(begin.getTime() + hours * hour);
    for (let look = 0; look < 2_000; look++) {
      if ((await world.sql('select 1 from session where member_id = $1 and last_seen_at = $2', [memberId, at])).length) return;
    }
    throw new Error('the session was never noted as seen');
  }
});

describe('a session that is to begin', () => {
  let world: SpecWorld;
  let company: Company;
  let sessions: Sessions;
  beforeAll(async () => {
    world = await specWorld([IdentityModule]);
    company = await Company.open(world);
    sessions = world.module.get(Sessions);
  });
  afterAll(() => world.close());

  it('by a link needs no proof, and does not where the member may not be inside', async () => {
    const memberId = await company.member({ username: 'ada' });
    const begun = await sessions.start(company.visitor, memberId, home);
    expect(await company.whoIs(begun!.session.token)).toMatchObject({ id: memberId });
    expect(await sessions.start(company.visitor, await company.member({ state: 'invited' }), home)).toBeUndefined();
  });

  it('does not where the secret was changed between the look at it and the beginning', async () => {
    const memberId = await company.member({ username: 'slow' });
    const [{ secret_hash }] = (await world.sql('select secret_hash from account where member_id = $1', [memberId])) as [
      { secret_hash: string },
    ];
    const attempt = world.module.get(Tries).named('name', 'slow', home.source, memberId);
    await world.sql(`update account set secret_hash = secret_hash || 'x' where member_id = $1`, [memberId]);
    expect(await sessions.start(company.visitor, memberId, home, { attempt, matched: secret_hash })).toBeUndefined();
  });
});
