import { DirectoryPrincipals } from '@placet/platform';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { AddConnection } from './add-connection.ts';
import { AddToken } from '../credentials/add-token.ts';
import { EditConnection } from './edit-connection.ts';
import { RevokeToken } from '../credentials/revoke-token.ts';
import { ProvisioningModule } from '../provisioning.module.ts';
import { GetConnection } from './connections.ts';

describe('a directory connection', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let principals: DirectoryPrincipals;
  beforeAll(async () => {
    world = await specWorld([ProvisioningModule]);
    principals = world.module.get(DirectoryPrincipals, { strict: false });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.set(new Date('2026-03-31T10:00:00Z'));
    acme = await AWorkspace.with(world, { core: 3 });
  });
  const added = () => world.bus.execute(new AddConnection(acme.owner, 'Okta', 'okta'));
  const knows = async (token: string) => Boolean(await principals.byToken(token, 'request-1'));

  it('copies the policy for a full pool, invites, and says so', async () => {
    const id = await added();
    expect(await world.bus.execute(new GetConnection(acme.owner, id))).toMatchObject({
      name: 'Okta',
      onCreate: 'invite',
      seatPolicy: 'wait',
      defaults: { groupIds: [], seniority: null, products: [] },
      tokens: [],
      managed: 0,
      version: 1,
    });
    expect(await acme.events()).toContain('connection.added');
  });

  it('is edited field by field, and not from a stale version', async () => {
    const id = await added();
    await world.bus.execute(new EditConnection(acme.owner, id, { seatPolicy: 'refuse', defaults: { products: ['core'] } }, 1));
    await world.bus.execute(new EditConnection(acme.owner, id, { onCreate: 'active' }));
    const connection = await world.bus.execute(new GetConnection(acme.owner, id));
    expect(connection).toMatchObject({ onCreate: 'active', seatPolicy: 'refuse', defaults: { products: ['core'] }, version: 3 });
    await expect(world.bus.execute(new EditConnection(acme.owner, id, { name: 'x' }, 1))).rejects.toMatchObject({ current: 3 });
  });

  it('gives nobody by default what stands above a plain member, or what does not exist', async () => {
    const id = await added();
    const refused = (defaults: object) =>
      world.bus.execute(new EditConnection(acme.owner, id, { defaults })).then(
        () => 'taken',
        ({ path, code }: { path: string; code: string }) => `${path} ${code}`,
      );
    expect(await refused({ groupIds: [acme.groups.approver] })).toBe('defaults.groupIds rank_above_member');
    expect(await refused({ groupIds: [acme.owner.id] })).toBe('defaults.groupIds unknown');
    expect(await refused({ seniority: acme.owner.id })).toBe('defaults.seniority unknown');
    expect(await refused({ products: ['contract'] })).toBe('defaults.products not_sold');
    expect(await refused({ groupIds: [acme.groups.member] })).toBe('taken');
  });

  it('has two live tokens, a year long by default, two years at most', async () => {
    const id = await added();
    const token = (expiresAt?: string) =>
      world.bus.execute(new AddToken(acme.owner, id, 'one', expiresAt ? new Date(expiresAt) : undefined));
    await expect(token('2028-04-01T00:00:00Z')).rejects.toMatchObject({ code: 'too_late' });
    await expect(token('2026-03-31T10:00:00Z')).rejects.toMatchObject({ code: 'not_in_the_future' });
    const races = await Promise.allSettled([token(), token(), token()]);
    expect(races.filter(({ status }) => status === 'fulfilled').length).toBe(2);
    const { tokens } = await world.bus.execute(new GetConnection(acme.owner, id));
    expect(tokens.map(({ expiresAt }) => expiresAt)).toEqual(['2027-03-31T10:00:00.000Z', '2027-03-31T10:00:00.000Z']);
    await world.bus.execute(new RevokeToken(acme.owner, id, tokens[0]!.id));
    await token();
  });

  it('is known by its token until that is revoked or expires, and nowhere else', async () => {
    const id = await added();
    const { tokenId, value } = await world.bus.execute(new AddToken(acme.owner, id, 'one'));
    expect(await principals.byToken(value, 'request-1')).toMatchObject({
      kind: 'connection',
      id,
      workspaceId: acme.id,
      rank: 10,
      door: 'scim',
    });
    expect(await knows(`${value}x`)).toBe(false);
    world.clock.advanceDays(364);
    expect(await knows(value)).toBe(true);
    world.clock.advanceDays(1);
    expect(await knows(value)).toBe(false);
    world.clock.advanceDays(-100);
    await world.bus.execute(new RevokeToken(acme.owner, id, tokenId));
    expect(await knows(value)).toBe(false);
  });

  it('is nobody while its workspace is suspended', async () => {
    const { value } = await world.bus.execute(new AddToken(acme.owner, await added(), 'one'));
    await world.sql(`update workspace set state = 'suspended', scim_requests_per_second = 7 where id = $1`, [acme.id]);
    expect(await knows(value)).toBe(false);
    await world.sql(`update workspace set state = 'active' where id = $1`, [acme.id]);
    expect(principals.requestsPerSecond((await principals.byToken(value, 'request-1'))!)).toBe(7);
  });

  it('notes once a minute when its token was used last', async () => {
    const id = await added();
    const { value } = await world.bus.execute(new AddToken(acme.owner, id, 'one'));
    const called = async () => (await world.bus.execute(new GetConnection(acme.owner, id))).tokens[0]?.lastUsedAt;
    await knows(value);
    world.clock.advanceDays(59 / 86_400);
    await knows(value);
    expect(await called()).toBe('2026-03-31T10:00:00.000Z');
    world.clock.advanceDays(1 / 86_400);
    await knows(value);
    expect(await called()).toBe('2026-03-31T10:01:00.000Z');
  });
});
