import { AuditQuery } from '@placet/contracts';
import { Ids, systemActor, type Actor, type MemberId, type WorkspaceId } from '@placet/kernel';
import { OutboxModule, Sealer, UnitOfWork, newMemberKey } from '@placet/platform';
import { specWorld, type SpecWorld } from '@placet/testing';
import { AuditModule } from './audit.module.ts';
import { ListAudit } from './queries/list-audit.ts';

const ids = new Ids();

describe('the audit log', () => {
  let world: SpecWorld;
  let actor: Actor;
  let ada: MemberId;
  let olga: MemberId;
  beforeAll(async () => {
    world = await specWorld([AuditModule, OutboxModule]);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    actor = systemActor(ids.next<WorkspaceId>());
    await world.sql(`insert into workspace (id, slug, name, time_zone, created_at) values ($1, $2, 'Acme', 'Europe/Paris', now())`, [
      actor.workspaceId,
      `w${actor.workspaceId.replaceAll('-', '').slice(-20)}`,
    ]);
    [olga, ada] = [await member('Olga', 'active'), await member('Ada', 'inactive')];
  });

  async function member(firstName: string, state: string): Promise<MemberId> {
    const id = ids.next<MemberId>();
    await world.sql(
      `insert into member (workspace_id, id, state, first_name, user_code, language, origin, created_at, updated_at)
       values ($1, $2, $3, $4, $4, 'en', 'console', now(), now())`,
      [actor.workspaceId, id, state, firstName],
    );
    await world.sql('insert into member_key values ($1, $2, $3)', [actor.workspaceId, id, newMemberKey()]);
    return id;
  }

  /** Something happens at an instant, through a door. */
  async function happened(at: string, type: string, by: Partial<Actor> = {}, subject = { kind: 'member', id: ada as string }) {
    world.clock.set(new Date(at));
    await world.module.get(UnitOfWork).write({ ...actor, kind: 'member', id: olga, door: 'console', ...by }, async (unit) => {
      unit.raised.push({ type, subject, facts: { n: 1 }, personal: { memberId: ada, values: { reason: 'left us' } } });
    });
  }
  const list = (asked: Record<string, unknown> = {}, after?: readonly string[], language: Actor['language'] = 'en') =>
    world.bus.execute(new ListAudit({ ...actor, language }, AuditQuery.parse(asked), after));
  const types = async (asked: Record<string, unknown>) => (await list(asked)).items.map(({ type }) => type);

  it('tells who did what to whom, with personal values opened and names as everywhere', async () => {
    await happened('2026-03-02T09:00:00Z', 'member.deactivated', { requestId: 'request-1' });
    const { items, total, totalIsExact, last } = await list();
    expect({ total, totalIsExact, last }).toEqual({ total: 1, totalIsExact: true, last: undefined });
    expect(items).toEqual([
      {
        id: expect.any(String),
        at: '2026-03-02T09:00:00.000Z',
        type: 'member.deactivated',
        door: 'console',
        actor: { kind: 'member', id: olga, displayName: 'Olga' },
        subject: { kind: 'member', id: ada, displayName: 'Ada (inactive)' },
        facts: { n: 1, reason: 'left us' },
        requestId: 'request-1',
      },
    ]);
    expect((await list({}, undefined, 'fr')).items[0]?.subject.displayName).toBe('Ada (inactif)');
  });

  it('names the operator, the directory and the process that acted, and things that are no members', async () => {
    const directory = ids.next<never>();
    await world.sql(
      `insert into directory_connection (workspace_id, id, name, provider, seat_policy, created_at) values ($1, $2, 'Okta', 'okta', 'wait', now())`,
      [actor.workspaceId, directory],
    );
    await happened(
      '2026-03-02T09:00:00Z',
      'seats.granted',
      { kind: 'operator', id: undefined, door: 'operator' },
      { kind: 'seat_pool', id: 'core' },
    );
    await happened('2026-03-02T09:00:01Z', 'member.added', { kind: 'connection', id: directory, door: 'scim' });
    await happened('2026-03-02T09:00:02Z', 'invitation.expired', { kind: 'system', id: undefined, door: 'process' });
    const said = (await list()).items.map((entry) => [entry.actor.displayName, entry.subject.displayName]);
    expect(said).toEqual([
      ['Placet', 'Ada (inactive)'],
      ['Okta', 'Ada (inactive)'],
      ['Placet operator', 'Core'],
    ]);
  });

  it('leaves out what nobody can read any more', async () => {
    await happened('2026-03-02T09:00:00Z', 'member.deactivated');
    await world.sql('delete from member_key where member_id = $1', [ada]);
    expect((await list()).items[0]?.facts).toEqual({ n: 1 });
  });

  it('shows the seal of what was sealed', async () => {
    await happened('2026-03-02T09:00:00Z', 'member.deactivated');
    for (let tries = 0; tries < 1_000 && !(await list()).items[0]?.seal; tries++) await world.module.get(Sealer).seal();
    expect((await list()).items[0]?.seal).toEqual({ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('filters by type, door, person, thing and day; the days are those of the workspace', async () => {
    await happened('2026-03-01T22:59:59Z', 'a', { door: 'scim' });
    await happened('2026-03-01T23:00:00Z', 'b', { id: ada });
    await happened('2026-03-02T22:59:59Z', 'c', {}, { kind: 'member', id: olga });
    await happened('2026-03-02T23:00:00Z', 'd');
    expect(await types({ type: ['a', 'd'] })).toEqual(['d', 'a']);
    expect(await types({ door: 'scim' })).toEqual(['a']);
    expect(await types({ actorId: ada })).toEqual(['b']);
    expect(await types({ subjectId: olga })).toEqual(['c']);
    expect(await types({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['c', 'b']);
  });

  it('goes on page by page, newest first, without a gap where many happened in one instant', async () => {
    for (let n = 0; n < 5; n++) await happened('2026-03-02T09:00:00Z', `event.${n}`);
    const seen: string[] = [];
    let after: readonly string[] | undefined;
    do {
      const { items, last, total } = await list({ limit: 2 }, after);
      expect(total).toBe(5);
      seen.push(...items.map(({ type }) => type));
      after = last as readonly string[] | undefined;
    } while (after);
    expect(seen).toEqual(['event.4', 'event.3', 'event.2', 'event.1', 'event.0']);
  });

  it('shows nothing of another workspace', async () => {
    await happened('2026-03-02T09:00:00Z', 'member.deactivated');
    const { items, total } = await world.bus.execute(new ListAudit(systemActor(ids.next<WorkspaceId>()), AuditQuery.parse({}), undefined));
    expect({ items, total }).toEqual({ items: [], total: 0 });
  });
});
