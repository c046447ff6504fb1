import { EditMember } from '@placet/members';
import { AddSite } from '@placet/workspaces';
import { Pushed } from '../../test/pushed.ts';
import { scimDoor, type ScimDoor } from '../../test/scim-door.ts';
import { DropMapping } from './drop-mapping.ts';
import type { Mapping } from './mapping-rules.ts';
import { PreviewMapping } from './preview-mapping.ts';
import { PutMapping } from './put-mapping.ts';

const nothing: Mapping = { groupIds: [], products: [], siteIds: [] };
type Has = { groups: string[]; products: string[]; sites: string[]; seats: string[] };

describe('the preview of a mapping', () => {
  let door: ScimDoor;
  let scene: Pushed;
  beforeAll(async () => (door = await scimDoor()));
  afterAll(() => door.close());

  const preview = (groupId: string, mapping: Mapping) =>
    door.world.bus.execute(new PreviewMapping(scene.acme.owner, scene.okta.connectionId, groupId, mapping));
  const put = (groupId: string, mapping: Mapping) =>
    door.world.bus.execute(new PutMapping(scene.acme.owner, scene.okta.connectionId, groupId, mapping));
  const pools = async () => ({ core: (await scene.acme.pool('core')).assigned, contract: (await scene.acme.pool('contract')).assigned });
  /** The names behind the ids, as `Pushed.of` says them. */
  const named = async ({ groupIds, products, siteIds }: { groupIds: string[]; products: string[]; siteIds: string[] }) => ({
    groups: (await door.world.sql<{ name: string }>('select name from user_group where id = any($1) order by name', [groupIds])).map(
      ({ name }) => name,
    ),
    products: products.toSorted((a, b) => (a < b ? -1 : 1)),
    sites: (await door.world.sql<{ code: string }>('select code from site where id = any($1) order by code', [siteIds])).map(
      ({ code }) => code,
    ),
  });
  const less = (all: readonly string[], others: readonly string[]) => all.filter((one) => !others.includes(one));
  const difference = (from: Has, to: Has) => ({
    groups: less(to.groups, from.groups),
    products: less(to.products, from.products),
    sites: less(to.sites, from.sites),
  });

  it('says what then happens, to each and in seats, and changes nothing', async () => {
    scene = await Pushed.into(door, { core: 10, contract: 10 });
    const { acme } = scene;
    const [paris, rome] = [
      await door.world.bus.execute(new AddSite(acme.owner, 'paris', 'Paris')),
      await door.world.bus.execute(new AddSite(acme.owner, 'rome', 'Rome')),
    ];
    const people = await scene.users(6);
    const [byHand, byOther] = people;
    await door.world.bus.execute(new EditMember(acme.owner, byHand!, { products: ['core'], siteIds: [paris] }));
    const other = await scene.group(byOther!);
    await put(other, { ...nothing, products: ['contract'] });
    const team = await scene.group(...people.slice(0, 5));
    const turns: Mapping[] = [
      { groupIds: [acme.groups.auditor], products: ['core', 'contract'], siteIds: [paris] },
      { groupIds: [acme.groups.auditor, acme.groups.approver], products: ['contract'], siteIds: [paris, rome] },
      { groupIds: [], products: ['core'], siteIds: [] },
      { groupIds: [acme.groups.approver], products: ['contract', 'core'], siteIds: [rome] },
      nothing,
    ];
    for (const mapping of turns) {
      const before = new Map(await Promise.all(people.map(async (id) => [id as string, await scene.of(id)] as const)));
      const seatsBefore = await pools();
      const events = (await acme.events()).length;
      const told = await preview(team, mapping);
      expect([(await acme.events()).length, await pools()]).toEqual([events, seatsBefore]);
      const done = await put(team, mapping);
      expect(done.applied).toBe(done.of);
      expect(told.members).toBe(5);
      let [gain, lose] = [0, 0];
      for (const id of people) {
        const [from, to] = [before.get(id)!, await scene.of(id)];
        const [gained, lost] = [difference(from, to), difference(to, from)];
        const one = told.people.find(({ memberId }) => memberId === id);
        const none = { groupIds: [], products: [], siteIds: [] };
        expect([await named(one?.gains ?? none), await named(one?.loses ?? none)]).toEqual([gained, lost]);
        gain += Number(Object.values(gained).flat().length > 0);
        lose += Number(Object.values(lost).flat().length > 0);
      }
      expect([told.gain, told.lose]).toEqual([gain, lose]);
      const after = await pools();
      for (const product of ['core', 'contract'] as const) {
        const seats = told.seats.find((pool) => pool.product === product);
        const { claimed = 0, freed = 0, short = 0 } = seats ?? {};
        expect([product, after[product] - seatsBefore[product]]).toEqual([product, claimed - freed - short]);
      }
    }
  });

  it('counts who has to wait, of several products all or none', async () => {
    scene = await Pushed.into(door, { core: 2, contract: 10 });
    const team = await scene.group(...(await scene.users(5)));
    const both = { ...nothing, products: ['core', 'contract'] };
    expect((await preview(team, both)).seats).toMatchObject([
      { product: 'contract', claimed: 5, short: 3 },
      { product: 'core', claimed: 5, short: 3 },
    ]);
    await put(team, both);
    expect(await pools()).toEqual({ core: 2, contract: 2 });
    await put(team, { ...nothing, products: ['contract'] });
    expect(await pools()).toEqual({ core: 0, contract: 5 });
  });

  it('says how many seats are short', async () => {
    scene = await Pushed.into(door, { core: 2, contract: 1 });
    const team = await scene.group(...(await scene.users(5)));
    expect((await preview(team, { ...nothing, products: ['core'] })).seats).toEqual([
      { product: 'core', name: 'Core', claimed: 5, freed: 0, free: 2, short: 3 },
    ]);
    await put(team, { ...nothing, products: ['core'] });
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 2, waiting: 3 });
    expect(await preview(team, { ...nothing, products: ['core'] })).toMatchObject({ gain: 0, lose: 0, seats: [], people: [] });
    const { seats } = await preview(team, nothing);
    expect(seats).toEqual([{ product: 'core', name: 'Core', claimed: 0, freed: 2, free: 0, short: 0 }]);
    await door.world.bus.execute(new DropMapping(scene.acme.owner, scene.okta.connectionId, team));
    expect(await scene.acme.pool('core')).toMatchObject({ assigned: 0, waiting: 0 });
  });

  it('is refused where the mapping would be', async () => {
    scene = await Pushed.into(door, { core: 1, contract: 1 });
    const team = await scene.group();
    await expect(preview(team, { ...nothing, groupIds: [scene.acme.groups.owner] })).rejects.toMatchObject({ code: 'makes_owners' });
    await expect(preview(scene.acme.owner.id!, nothing)).rejects.toMatchObject({ kind: 'group' });
  });
});
