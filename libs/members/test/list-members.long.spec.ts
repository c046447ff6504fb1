import { ListMembersQuery } from '@placet/contracts';
import { Ids, operatorActor, type Actor, type WorkspaceId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { MembersModule } from '../src/members.module.ts';
import { ListMembers } from '../src/queries/list-members.ts';
import { membersPage } from '../src/queries/members-page-sql.ts';
import { seedCrowd, type Crowd } from './crowd.ts';

const members = 100_000;
const rounds = 15;
const budgetMs = 80;

/** The page that people wait for (`performance.md` §2): any filter over 100,000 members, as placet_app with row-level security on. */
describe('the list of 100,000 members', () => {
  let world: SpecWorld;
  let reader: Actor;
  let crowd: Crowd;
  const figures: { filter: string; p50: number; p95: number; total: number; exact: boolean }[] = [];

  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    const ids = new Ids();
    const acme = await AWorkspace.with(world, { core: 0 });
    reader = acme.owner;
    // Neighbours, so that the planner's statistics are those of many workspaces of many sizes.
    for (let n = 0; n < 20; n++) await seedCrowd(world, ids.next<WorkspaceId>(), 300);
    crowd = await seedCrowd(world, operatorActor(ids.next<WorkspaceId>()).workspaceId, members);
    reader = { ...reader, workspaceId: crowd.workspaceId };
    await world.sql('vacuum analyze');
  }, 600_000);
  afterAll(async () => {
    console.table(figures);
    await world.close();
  });

  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const shapes: [string, () => Record<string, unknown>][] = [
    ['nothing', () => ({})],
    ['nothing, newest first', () => ({ sort: '-createdAt' })],
    ['nothing, by last sign-in', () => ({ sort: '-lastSignInAt' })],
    ['nothing, by last sign-in up', () => ({ sort: 'lastSignInAt' })],
    ['nothing, by code', () => ({ sort: 'userCode' })],
    ['nothing, by username', () => ({ sort: '-username' })],
    ['active', () => ({ state: 'active' })],
    ['banned', () => ({ state: 'banned' })],
    ['inactive or banned', () => ({ state: ['inactive', 'banned'] })],
    ['a rare kind', () => ({ kind: 'client' })],
    ['a rare language', () => ({ language: 'fr' })],
    ['a rare origin', () => ({ origin: 'public' })],
    ['two that never meet', () => ({ state: 'invited', origin: 'public' })],
    ['a seniority of nobody', () => ({ seniority: crowd.seniorities[7] })],
    ['a seniority of many', () => ({ seniority: crowd.seniorities[0] })],
    ['three rare ones', () => ({ kind: 'client', language: 'fr', state: 'waiting' })],
    ['a group of few', () => ({ groupId: crowd.groups['administrator'] })],
    ['a group of nearly all', () => ({ groupId: crowd.groups['member'] })],
    ['one site of fifty', () => ({ siteId: crowd.sites[0] })],
    ['twenty sites', () => ({ siteId: crowd.sites.slice(0, 20) })],
    ['a common product', () => ({ product: 'core' })],
    ['a rare product', () => ({ product: 'collaborator' })],
    ['who uses core', () => ({ seat: 'core' })],
    ['who reserves core', () => ({ seat: 'core', seatState: 'reserved' })],
    ['who waits for core', () => ({ seat: 'core', seatState: 'waiting' })],
    ['not seen for 100 days', () => ({ signedInBefore: day(100) })],
    ['not seen for 230 days', () => ({ signedInBefore: day(230) })],
    ['never seen, by last sign-in', () => ({ neverSignedIn: 'true', sort: '-lastSignInAt' })],
    ['created today', () => ({ createdFrom: day(0) })],
    ['created in some weeks', () => ({ createdFrom: day(200), createdTo: day(150) })],
    ['search of some', () => ({ q: 'ada' })],
    ['search of many', () => ({ q: 'müller' })],
    ['search of one', () => ({ q: 'p98765@' })],
    ['search of nobody', () => ({ q: 'zzzzqqq' })],
    ['search of all', () => ({ q: '@example.com' })],
    ['search of one letter', () => ({ q: 'm' })],
    ['search of a sign', () => ({ q: '%' })],
    ['search and a rare state', () => ({ q: 'ada', state: 'banned' })],
    ['search of all and a rare state', () => ({ q: 'example', state: 'banned' })],
    ['search of all and a site', () => ({ q: 'example', siteId: crowd.sites[3] })],
  ];

  async function take(query: Record<string, unknown>, actor: Actor) {
    const times: number[] = [];
    let cursor: string | undefined;
    let page;
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      page = await world.bus.execute(new ListMembers(actor, ListMembersQuery.parse({ ...query, ...(round % 3 ? { cursor } : {}) })));
      times.push(performance.now() - began);
      cursor = page.nextCursor;
    }
    times.sort((one, other) => one - other);
    const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
    return { p50: at(0.5), p95: at(0.95), total: page?.total ?? 0, exact: page?.totalIsExact ?? true };
  }

  /** The best of at most three takes: what else the machine does is no property of the query. */
  async function measure(filter: string, query: Record<string, unknown>, actor: Actor): Promise<number> {
    let best = await take(query, actor);
    for (let more = 0; more < 2 && best.p95 > budgetMs; more++) {
      const next = await take(query, actor);
      if (next.p95 < best.p95) best = next;
    }
    figures.push({ filter, ...best });
    return best.p95;
  }

  it.each(shapes)('answers in time for %s', async (filter, query) => {
    expect(await measure(filter, query(), reader)).toBeLessThanOrEqual(budgetMs);
  });

  it.each(shapes.filter(([filter]) => /nothing|search|active/.test(filter)))(
    'answers a site manager in time for %s',
    async (filter, query) => {
      const manager: Actor = { ...reader, permissions: new Map([['members.read', 'own_sites']]), siteIds: crowd.sites.slice(0, 2) };
      expect(await measure(`two sites: ${filter}`, query(), manager)).toBeLessThanOrEqual(budgetMs);
    },
  );

  it.each([
    ['a state', () => ({ state: 'active' }), `state = 'active'`],
    ['sites that were given in turn', () => ({ siteId: crowd.sites.slice(0, 20) }), `user_code::int % 50 < 20`],
    ['a search', () => ({ q: 'example' }), 'true'],
  ])('estimates a total within a tenth, of %s', async (_, query, condition) => {
    const { total, totalIsExact } = await world.bus.execute(new ListMembers(reader, ListMembersQuery.parse(query())));
    const [row] = await world.sql<{ n: number }>(`select count(*)::int as n from member where workspace_id = $1 and ${condition}`, [
      crowd.workspaceId,
    ]);
    expect(totalIsExact).toBe(false);
    expect(Math.abs(total / row!.n - 1)).toBeLessThan(0.1);
  });

  it.each([
    ['{}', 'member_by_name'],
    ['{"sort":"-createdAt"}', 'member_by_created'],
    ['{"sort":"-lastSignInAt"}', 'account_by_last_sign_in'],
    ['{"sort":"username"}', 'username_taken'],
    ['{"sort":"userCode"}', 'user_code_taken'],
    ['{"state":"banned"}', 'member_by_state'],
    ['{"kind":"client"}', 'member_by_kind'],
    ['{"language":"fr"}', 'member_by_language'],
    ['{"origin":"public"}', 'member_by_origin'],
  ])('finds %s by an index', async (query, index) => {
    const { statement, values } = membersPage(crowd.workspaceId, ListMembersQuery.parse(JSON.parse(query)), null, undefined);
    const em = world.module.get(WorkspaceEm);
    const plan = await world.units.write(reader, () => em.execute<{ 'QUERY PLAN': string }>(`explain ${statement as string}`, values));
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain(index);
  });
});
