import { ListMembersQuery } from '@placet/contracts';
import type { Actor, MemberId, SiteId } from '@placet/kernel';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { AddSite, PutSeniorities, ListSeniorities } from '@placet/workspaces';
import { AddMember } from '../commands/add-member.ts';
import { BanMember } from '../commands/ban-member.ts';
import { DeactivateMember } from '../commands/deactivate-member.ts';
import { MembersModule } from '../members.module.ts';
import type { NewMember } from '../new-member.ts';
import { ListMembers } from './list-members.ts';

describe('the list of members', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let lyon: SiteId;
  let paris: SiteId;
  let lawyer: string;
  const ids = new Map<string, MemberId>();

  const ask = (query: Record<string, unknown>, actor: Actor = acme.owner) =>
    world.bus.execute(new ListMembers(actor, ListMembersQuery.parse(query)));
  const names = async (query: Record<string, unknown>, actor?: Actor) => (await ask(query, actor)).items.map(({ lastName }) => lastName);

  async function person(
    lastName: string,
    more: Partial<NewMember> = {},
    credential: 'activation_link' | 'temporary_password' = 'activation_link',
  ) {
    const given = acme.person({ firstName: 'Zoé', lastName, ...more });
    const { memberId } = await world.bus.execute(new AddMember(acme.owner, given, credential, false));
    ids.set(lastName, memberId);
    return memberId;
  }

  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    world.clock.set(new Date('2030-03-01T12:00:00Z'));
    acme = await AWorkspace.with(world, { core: 2, contract: 1 });
    await world.sql(`update workspace set time_zone = 'Pacific/Auckland' where id = $1`, [acme.id]);
    lyon = await world.bus.execute(new AddSite(acme.owner, 'LYS', 'Lyon'));
    paris = await world.bus.execute(new AddSite(acme.owner, 'PAR', 'Paris'));
    await world.bus.execute(new PutSeniorities(acme.owner, [{ name: 'Lawyer' }, { name: 'Associate' }]));
    lawyer = (await world.bus.execute(new ListSeniorities(acme.owner))).items[0]!.id;
    world.clock.set(new Date('2030-03-02T10:00:00Z'));
    await person('Ångström', { siteIds: [lyon], language: 'fr', seniority: lawyer, products: ['core'] });
    await person('Byron', { siteIds: [lyon, paris], products: ['core', 'contract'] }, 'temporary_password');
    await person('Çelik', { siteIds: [paris], groupIds: [acme.groups.auditor] });
    world.clock.set(new Date('2030-03-05T11:30:00Z')); // in Auckland the 6th has begun
    await person('Dupont', { email: undefined, username: '100%_dupont\\x' });
    await world.bus.execute(new DeactivateMember(acme.owner, await person('Éluard')));
    await world.bus.execute(new BanMember(acme.owner, await person('Faure'), 'spam'));
    await world.sql(`update account set last_sign_in_at = '2030-03-04T12:00:00Z' where member_id = $1`, [ids.get('Byron')]);
    await world.sql(`update account set last_sign_in_at = '2030-03-05T12:00:00Z' where member_id = $1`, [ids.get('Çelik')]);
    await world.sql(`update account set last_sign_in_at = null where workspace_id = $1 and member_id <> all($2)`, [
      acme.id,
      [ids.get('Byron'), ids.get('Çelik')],
    ]);
  });
  afterAll(() => world.close());

  const everybody = ['Ångström', 'Byron', 'Çelik', 'Dupont', 'Éluard', 'Faure', 'Owner'];

  it('is sorted by name without regard to accents and case, and shows who left as such', async () => {
    const { items, total, totalIsExact, nextCursor } = await ask({});
    expect(items.map(({ lastName }) => lastName)).toEqual(everybody);
    expect({ total, totalIsExact, nextCursor }).toEqual({ total: 7, totalIsExact: true, nextCursor: undefined });
    expect(items.find(({ lastName }) => lastName === 'Éluard')?.displayName).toBe('Zoé Éluard (inactive)');
    expect((await ask({}, { ...acme.owner, language: 'fr' })).items.at(-2)?.displayName).toBe('Zoé Faure (inactif)');
  });

  it('tells of each what his row shows', async () => {
    const [row] = (await ask({ q: 'angstrom' })).items;
    expect(row).toMatchObject({
      state: 'invited',
      userCode: '00002',
      groups: [{ id: acme.groups.member, name: 'Member' }],
      sites: [{ id: lyon, name: 'Lyon' }],
      products: ['core'],
      holdings: [{ product: 'core', state: 'reserved', since: '2030-03-02T10:00:00.000Z', door: 'console' }],
      waitingFor: [],
      seniority: { id: lawyer, name: 'Lawyer' },
      origin: 'console',
      createdAt: '2030-03-02T10:00:00.000Z',
    });
    expect(row).not.toHaveProperty('lastSignInAt');
  });

  it.each<[string, () => Record<string, unknown>, string[]]>([
    ['state', () => ({ state: 'active' }), ['Byron', 'Owner']],
    ['several states', () => ({ state: ['inactive', 'banned'] }), ['Éluard', 'Faure']],
    ['kind', () => ({ kind: 'client' }), []],
    ['group', () => ({ groupId: acme.groups.auditor }), ['Çelik']],
    ['any of several groups', () => ({ groupId: [acme.groups.auditor, acme.groups.owner] }), ['Çelik', 'Owner']],
    ['seniority', () => ({ seniority: lawyer }), ['Ångström']],
    ['site', () => ({ siteId: paris }), ['Byron', 'Çelik']],
    ['access', () => ({ product: 'contract' }), ['Byron']],
    ['who reserves a seat', () => ({ seat: 'core', seatState: 'reserved' }), ['Ångström']],
    ['who holds one', () => ({ seat: 'core', seatState: 'assigned' }), ['Byron']],
    ['who uses one', () => ({ seat: 'core' }), ['Ångström', 'Byron']],
    ['who waits for one', () => ({ seat: 'core', seatState: 'waiting' }), []],
    ['origin', () => ({ origin: 'operator' }), ['Owner']],
    ['the directory that keeps them', () => ({ managedBy: acme.groups.owner }), []],
    ['language', () => ({ language: 'fr' }), ['Ångström']],
    ['who never signed in', () => ({ neverSignedIn: 'true', state: 'active' }), ['Owner']],
    ['who has signed in', () => ({ neverSignedIn: 'false' }), ['Byron', 'Çelik']],
    ['the last sign-in before a day of the workspace', () => ({ signedInBefore: '2030-03-05' }), []],
    ['the last sign-in, a day later', () => ({ signedInBefore: '2030-03-06' }), ['Byron']],
    ['last sign-in before, or never', () => ({ signedInBefore: '2030-03-06', neverSignedIn: 'true', state: 'active' }), ['Byron', 'Owner']],
    ['the day of creation, where the workspace is', () => ({ createdFrom: '2030-03-06' }), ['Dupont', 'Éluard', 'Faure']],
    ['up to a day, which is included', () => ({ createdTo: '2030-03-02' }), ['Ångström', 'Byron', 'Çelik', 'Owner']],
    ['filters together', () => ({ siteId: paris, product: 'core', q: 'zoe' }), ['Byron']],
  ])('filters by %s', async (_, query, expected) => {
    expect(await names(query())).toEqual(expected);
    expect((await ask(query())).total).toBe(expected.length);
  });

  it.each<[string, string, string[]]>([
    ['an accent that was not typed', 'celik', ['Çelik']],
    ['one that was typed', 'ÉLUARD', ['Éluard']],
    ['last name first', 'byron zoe', ['Byron']],
    ['the user code', '00003', ['Byron']],
    ['part of an address', 'owner@', ['Owner']],
    ['the beginning of a word, when it is short', 'b', ['Byron']],
    ['not its middle, when it is short', 'yr', []],
    ['a percent sign, which is no wildcard', '0%_', ['Dupont']],
    ['an underscore, which is none either', 'z_e', []],
    ['a backslash', 'nt\\x', ['Dupont']],
    ['a backslash alone', '\\', []],
    ['200 letters', 'x'.repeat(200), []],
    ['blanks', '   ', everybody],
    ['half a statement', `'; drop table member; --`, []],
  ])('searches %s', async (_, q, expected) => expect(await names({ q })).toEqual(expected));

  it.each(['lastName', 'createdAt', 'lastSignInAt', 'userCode', 'username'] as const)(
    'pages through %s, up and down, without a gap',
    async (column) => {
      for (const sort of [column, `-${column}`]) {
        const seen: string[] = [];
        for (let cursor: string | undefined; ;) {
          const page = await ask({ sort, limit: 2, cursor });
          expect(page.total).toBe(7);
          seen.push(...page.items.map(({ lastName }) => lastName));
          cursor = page.nextCursor;
          if (!cursor) break;
        }
        expect(seen.toSorted()).toEqual(everybody.toSorted());
        expect(seen).toEqual(await names({ sort }));
      }
    },
  );

  it('puts who never signed in last, whichever way it is sorted', async () => {
    expect((await names({ sort: 'lastSignInAt' })).slice(0, 2)).toEqual(['Byron', 'Çelik']);
    expect((await names({ sort: '-lastSignInAt' })).slice(0, 2)).toEqual(['Çelik', 'Byron']);
  });

  it('skips nobody and repeats nobody when somebody is added between two pages', async () => {
    const first = await ask({ limit: 3, q: 'zoé' });
    const late = await world.bus.execute(
      new AddMember(acme.owner, acme.person({ firstName: 'Zoé', lastName: 'Aalto' }), 'activation_link', false),
    );
    const second = await ask({ limit: 3, q: 'zoé', cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ lastName }) => lastName)).toEqual(everybody.slice(0, 6));
    await world.sql(`update member set state = 'erased' where id = $1`, [late.memberId]);
    expect(await names({})).toEqual(everybody);
    await expect(names({ state: 'erased' })).resolves.toEqual(['Aalto']);
  });

  it('shows a site manager his own sites only, whatever he asks', async () => {
    const manager = acme.actor(ids.get('Byron')!, 'site_manager', [paris]);
    expect(await names({}, manager)).toEqual(['Byron', 'Çelik']);
    expect(await names({ siteId: lyon }, manager)).toEqual(['Byron']);
    expect(await names({ q: 'angstrom' }, manager)).toEqual([]);
    expect(await names({}, { ...manager, siteIds: [] })).toEqual([]);
  });

  it('is closed to who may not read members, and to other workspaces', async () => {
    await expect(ask({}, acme.actor(ids.get('Byron')!, 'member'))).rejects.toMatchObject({ name: 'PermissionMissing' });
    const globex = await AWorkspace.with(world, {});
    expect(await names({}, globex.owner)).toEqual(['Owner']);
    expect(await names({ groupId: acme.groups.member }, globex.owner)).toEqual([]);
  });

  it.each([
    ['altered', () => `${'A'.repeat(40)}`],
    ['of another order', async () => (await ask({ limit: 1, sort: 'createdAt' })).nextCursor],
    ['of another filter', async () => (await ask({ limit: 1, language: 'en' })).nextCursor],
    ['not text of ours', () => '\u0000%'],
  ])('refuses a cursor that is %s', async (_, cursor) => {
    await expect(ask({ limit: 1, cursor: await cursor() })).rejects.toMatchObject({ name: 'MalformedCursor' });
  });
});
