import { Secrets } from '@placet/identity';
import type { Actor, MemberId } from '@placet/kernel';
import { AWorkspace, QuickSecrets, specWorld, type SpecWorld } from '@placet/testing';
import { BanMember } from './commands/ban-member.ts';
import { DeactivateMember } from './commands/deactivate-member.ts';
import { EditMember } from './commands/edit-member.ts';
import { MembersModule } from './members.module.ts';

describe('the last active owner (I4)', () => {
  let world: SpecWorld;
  beforeAll(async () => {
    world = await specWorld([MembersModule], {}, [[Secrets, QuickSecrets]]);
  });
  afterAll(() => world.close());

  /** Two owners, each acting on the other. */
  async function twoOwners() {
    const acme = await AWorkspace.with(world, { core: 3 });
    const second = await acme.active([], { groupIds: [acme.groups.owner] });
    const first = acme.owner.id as MemberId;
    return { acme, first, second, asFirst: acme.owner, asSecond: acme.actor(second, 'owner') };
  }

  const counted = async ({ id }: AWorkspace) => {
    const [row] = await world.sql<{ counted: number; real: number }>(
      `select (select count from active_owners where workspace_id = $1) as counted,
              (select count(*)::int from member m join group_member gm on gm.member_id = m.id join user_group g on g.id = gm.group_id
                where m.workspace_id = $1 and m.state = 'active' and g.built_in = 'owner') as real`,
      [id],
    );
    return row;
  };

  type Way = (acme: AWorkspace, by: Actor, of: MemberId) => Promise<unknown>;
  const demote: Way = (acme, by, of) => world.bus.execute(new EditMember(by, of, { groupIds: [acme.groups.member] }));
  const deactivate: Way = (_, by, of) => world.bus.execute(new DeactivateMember(by, of));
  const ban: Way = (_, by, of) => world.bus.execute(new BanMember(by, of, 'no longer trusted'));

  it.each([
    ['both demoted', demote, demote],
    ['both deactivated', deactivate, deactivate],
    ['one demoted, one deactivated', demote, deactivate],
    ['one banned, one demoted', ban, demote],
  ])('stays when two owners are removed at once: %s', async (_, one, other) => {
    for (let round = 0; round < 5; round++) {
      const { acme, first, second, asFirst, asSecond } = await twoOwners();
      const both = await Promise.allSettled([one(acme, asFirst, second), other(acme, asSecond, first)]);
      const lost = both.filter((result): result is PromiseRejectedResult => result.status === 'rejected');
      expect(lost.map(({ reason }) => (reason as Error).name)).toEqual(['LastOwner']);
      expect(await counted(acme)).toEqual({ counted: 1, real: 1 });
    }
  });

  it.each([
    ['demoted', demote],
    ['deactivated', deactivate],
    ['banned', ban],
  ])('can not be %s by another owner who left in between', async (_, way) => {
    const { acme, first, second, asFirst, asSecond } = await twoOwners();
    await way(acme, asFirst, second);
    await expect(way(acme, asSecond, first)).rejects.toMatchObject({ name: 'LastOwner' });
    expect(await acme.stateOf(first)).toBe('active');
  });

  it('demotes himself only while another one stays', async () => {
    const { acme, first, asFirst } = await twoOwners();
    await demote(acme, asFirst, first);
    expect(await counted(acme)).toEqual({ counted: 1, real: 1 });
    const alone = await AWorkspace.with(world, {});
    await expect(demote(alone, alone.owner, alone.owner.id as MemberId)).rejects.toMatchObject({ name: 'LastOwner' });
  });
});
