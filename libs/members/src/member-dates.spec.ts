import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { Sessions } from '@placet/identity';
import { publicActor, systemActor, type MemberId } from '@placet/kernel';
import { Invited } from '../test/invited.ts';
import { meanwhile } from '../test/meanwhile.ts';
import { BanMember } from './commands/ban-member.ts';
import { EditMember } from './commands/edit-member.ts';
import { LiftBan } from './commands/lift-ban.ts';
import { MembersActivities } from './members.activities.ts';
import { MembersModule } from './members.module.ts';

const day = 86_400_000;

describe('the dates of a member', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let doors: MembersActivities;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    doors = world.module.get(MembersActivities);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    at('2026-03-02T09:00:00Z');
    acme = await AWorkspace.with(world, { core: 5 });
  });

  const at = (instant: string) => world.clock.set(new Date(instant));
  const placedIn = (timeZone: string) => world.sql('update workspace set time_zone = $2 where id = $1', [acme.id, timeZone]);
  const ref = (id: MemberId) => ({ workspaceId: acme.id, id });
  const look = (id: MemberId) => doors.lookAtMemberDates(ref(id), world.clock.now().getTime());
  /** Does what is due, as the process would, until it waits. @returns what it did, then when it wants to look again, or `past` */
  const follow = async (id: MemberId): Promise<string[]> => {
    const now = world.clock.now().getTime();
    const done: string[] = [];
    for (let looks = 0; looks < 10; looks++) {
      const row = await look(id);
      if (row.isOver) return [...done, row.state];
      if (row.startIsDue) done.push(`begins ${await doors.beginMembership(ref(id), now)}`);
      else if (row.endIsDue) done.push(`ends ${await doors.endMembership(ref(id), now)}`);
      else if (row.banIsOver) done.push(`ban lifted ${await doors.liftExpiredBan(ref(id), now)}`);
      else return [...done, new Date(row.nextMoment).toISOString()];
    }
    throw new Error(`never waits: ${done.join(', ')}`);
  };

  it('begin on the first day and end after the last, as the clocks of the workspace go', async () => {
    await placedIn('Europe/Paris');
    const ada = await acme.active(['core'], { startsOn: '2026-03-27', endsOn: '2026-03-29' });
    expect(await follow(ada)).toEqual(['2026-03-26T23:00:00.000Z']);
    at('2026-03-26T22:59:59Z');
    expect(await follow(ada)).toEqual(['2026-03-26T23:00:00.000Z']);
    at('2026-03-26T23:00:00Z');
    expect(await follow(ada)).toEqual(['begins done', '2026-03-29T22:00:00.000Z']); // summer time has begun
    at('2026-03-29T21:59:59Z');
    expect(await follow(ada)).toEqual(['2026-03-29T22:00:00.000Z']);
    expect(await acme.pool('core')).toMatchObject({ assigned: 1 });
    at('2026-03-29T22:00:00Z');
    expect(await follow(ada)).toEqual(['ends done', 'past']);
    expect([await acme.stateOf(ada), await acme.pool('core')]).toEqual(['inactive', expect.objectContaining({ assigned: 0 })]);
  });

  it('wake the invitation on the first day', async () => {
    const ada = await Invited.to(world, acme, { startsOn: '2026-03-10' });
    await ada.follow();
    at('2026-03-10T00:00:00Z');
    await follow(ada.memberId);
    const [row] = await world.sql('select version > looked_version as is_poked from process where workflow_id = $1', [
      `invitation/${ada.invitationId}`,
    ]);
    expect([row, await ada.follow()]).toEqual([{ is_poked: true }, ['1/first done']]);
  });

  it('end an invitation, too', async () => {
    const ada = await Invited.to(world, acme, { endsOn: '2026-03-05', products: ['core'] });
    at('2026-03-06T00:00:00Z');
    expect([await follow(ada.memberId), await ada.follow()]).toEqual([['ends done', 'past'], ['revoked']]);
    expect(await acme.pool('core')).toMatchObject({ reserved: 0 });
  });

  it('follow a day that is moved', async () => {
    const ada = await acme.active([], { endsOn: '2026-03-05' });
    await world.bus.execute(new EditMember(acme.owner, ada, { endsOn: '2026-03-20' }));
    at('2026-03-06T00:00:00Z');
    expect(await follow(ada)).toEqual(['2026-03-21T00:00:00.000Z']);
    expect(await doors.endMembership(ref(ada), world.clock.now().getTime())).toBe('moved');
    await world.bus.execute(new EditMember(acme.owner, ada, { endsOn: null }));
    expect(await follow(ada)).toEqual(['past']);
  });

  it('look again after 30 days at the latest', async () => {
    const ada = await acme.active([], { endsOn: '2030-01-01' });
    expect((await look(ada)).nextMoment).toBe(world.clock.now().getTime() + 30 * day);
  });

  it('keep the last owner, say so once, and try again the next day (I4)', async () => {
    const owner = acme.owner.id as MemberId;
    await world.sql('update member set ends_on = $2 where id = $1', [owner, '2026-03-01']);
    expect(await follow(owner)).toEqual(['ends moved', '2026-03-03T00:00:00.000Z']);
    at('2026-03-03T00:00:00Z');
    expect(await follow(owner)).toEqual(['ends moved', '2026-03-04T00:00:00.000Z']);
    const visit = { requestId: 'spec', source: '198.51.100.1' };
    expect(await world.module.get(Sessions).start(publicActor(acme.id, 'public'), owner, visit)).toBeDefined(); // he can still come in
    expect((await acme.events()).filter((type) => type === 'member.end_put_off')).toHaveLength(1);
    await acme.active([], { groupIds: [acme.groups.owner] });
    at('2026-03-04T00:00:00Z');
    expect(await follow(owner)).toEqual(['ends done', 'past']);
  });

  it('keep one of two owners who end on the same day, at once', async () => {
    const [one, other] = [acme.owner.id as MemberId, await acme.active([], { groupIds: [acme.groups.owner] })];
    await world.sql('update member set ends_on = $2 where id = any($1)', [[one, other], '2026-03-01']);
    const end = (id: MemberId) => doors.endMembership(ref(id), world.clock.now().getTime());
    const second = await meanwhile(
      world,
      systemActor(acme.id),
      () => end(one),
      () => end(other),
    );
    expect([second, await acme.stateOf(one), await acme.stateOf(other)]).toEqual(['moved', 'inactive', 'active']);
  });

  it('lift a ban in its last moment, and not one that was made longer', async () => {
    const ada = await acme.active();
    await world.bus.execute(new BanMember(acme.owner, ada, 'spec', new Date('2026-03-05T12:00:00Z')));
    expect(await follow(ada)).toEqual(['2026-03-05T12:00:00.000Z']);
    at('2026-03-05T12:00:00Z');
    await world.sql(`update member set banned_until = '2026-03-06T12:00:00Z' where id = $1`, [ada]);
    expect(await doors.liftExpiredBan(ref(ada), world.clock.now().getTime())).toBe('moved');
    at('2026-03-06T12:00:00Z');
    expect(await follow(ada)).toEqual(['ban lifted done', 'past']);
    expect(await acme.stateOf(ada)).toBe('inactive');
    expect((await acme.events()).at(-1)).toBe('member.ban_lifted');
  });

  it('have nothing to lift where somebody did it by hand at the same moment', async () => {
    const ada = await acme.active();
    await world.bus.execute(new BanMember(acme.owner, ada, 'spec', new Date('2026-03-02T08:00:00Z')));
    const now = world.clock.now().getTime();
    const [lifted] = await Promise.allSettled([doors.liftExpiredBan(ref(ada), now), world.bus.execute(new LiftBan(acme.owner, ada, 'x'))]);
    expect(['done', 'moved']).toContain((lifted as PromiseFulfilledResult<string>).value);
    expect((await acme.events()).filter((type) => type === 'member.ban_lifted')).toHaveLength(1);
  });

  it('change nothing twice when an activity is tried again', async () => {
    const ada = await acme.active(['core'], { startsOn: '2026-03-01', endsOn: '2026-03-01' });
    const now = world.clock.now().getTime();
    const twice = async (act: () => Promise<string>) => [await act(), await act()];
    expect(await twice(() => doors.beginMembership(ref(ada), now))).toEqual(['done', 'moved']);
    expect(await twice(() => doors.endMembership(ref(ada), now))).toEqual(['done', 'moved']);
    expect(await twice(() => doors.liftExpiredBan(ref(ada), now))).toEqual(['moved', 'moved']);
    expect((await acme.events()).slice(-2)).toEqual(['member.begun', 'member.deactivated']);
  });
});
