import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { Invited } from '../test/invited.ts';
import { EditMember } from './commands/edit-member.ts';
import { ExtendInvitation } from './commands/extend-invitation.ts';
import { ResendInvitation } from './commands/resend-invitation.ts';
import { RevokeInvitation } from './commands/revoke-invitation.ts';
import { MembersActivities } from './members.activities.ts';
import { MembersModule } from './members.module.ts';

const monday = new Date('2026-03-02T09:00:00Z');

describe('the process of an invitation', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    acme = await AWorkspace.with(world, { core: 100 });
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.set(monday));

  /** Follows it day by day. @returns what happened, each with its day */
  const throughDays = async (ada: Invited, days: number, from = 0) => {
    const story: string[] = [];
    for (let day = from; day <= days; day++) {
      world.clock.set(new Date(monday.getTime() + day * 86_400_000));
      story.push(...(await ada.follow()).map((what) => `day ${day}: ${what}`));
    }
    return story;
  };
  const process = async ({ invitationId }: Invited) => {
    const [row] = await world.sql(
      'select state, version = looked_version as is_seen, wake_at, closed_at from process where workflow_id = $1',
      [`invitation/${invitationId}`],
    );
    return row;
  };
  const days = (until: number) => (until - monday.getTime()) / 86_400_000;

  it('mails on days 0, 3 and 7, lets it lapse on day 14, and frees the seat', async () => {
    const ada = await Invited.to(world, acme, { products: ['core'] });
    const { reserved } = await acme.pool('core');
    expect(await throughDays(ada, 14)).toEqual([
      'day 0: 1/first done',
      'day 3: 1/reminder/3 done',
      'day 7: 1/reminder/7 done',
      'day 14: expires done',
      'day 14: expired',
    ]);
    expect(await acme.pool('core')).toMatchObject({ reserved: reserved - 1 });
    expect([await ada.state(), await acme.stateOf(ada.memberId)]).toEqual(['expired', 'inactive']);
    expect((await acme.events()).at(-1)).toBe('invitation.expired');
  });

  it('mails nothing for one that is handed over', async () => {
    const ada = await Invited.to(world, acme, {}, { sendMail: false });
    expect(await throughDays(ada, 14)).toEqual(['day 14: expires done', 'day 14: expired']);
  });

  it('begins a round anew when it is sent again', async () => {
    const ada = await Invited.to(world, acme);
    expect(await throughDays(ada, 4)).toHaveLength(2);
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    expect(await throughDays(ada, 18, 4)).toEqual([
      'day 4: 2/first done',
      'day 7: 2/reminder/3 done',
      'day 11: 2/reminder/7 done',
      'day 18: expires done',
      'day 18: expired',
    ]);
  });

  it('says when it wants to wake, and that it is seen and over', async () => {
    const ada = await Invited.to(world, acme);
    await ada.follow();
    expect(days((await ada.look()).nextMoment)).toBe(3);
    expect(await process(ada)).toMatchObject({ state: 'open', is_seen: true, wake_at: new Date('2026-03-05T09:00:00Z'), closed_at: null });
    await world.bus.execute(new ExtendInvitation(acme.owner, ada.invitationId, 30));
    expect(await process(ada)).toMatchObject({ is_seen: false });
    world.clock.advanceDays(8);
    await ada.follow();
    expect(days((await ada.look()).nextMoment)).toBe(38);
    await world.bus.execute(new RevokeInvitation(acme.owner, ada.invitationId));
    await ada.follow();
    expect(await process(ada)).toMatchObject({ state: 'revoked', is_seen: true, closed_at: world.clock.now() });
  });

  it('may begin at any state of its row, and does what is due there once', async () => {
    const overdue = await Invited.to(world, acme);
    const late = await Invited.to(world, acme);
    const [accepted, revoked] = [await Invited.to(world, acme), await Invited.to(world, acme)];
    await accepted.accept(await accepted.mailedLink());
    await world.bus.execute(new RevokeInvitation(acme.owner, revoked.invitationId));
    expect([await accepted.follow(), await revoked.follow()]).toEqual([['accepted'], ['revoked']]);
    world.clock.advanceDays(8);
    expect([await overdue.follow(), await overdue.follow()]).toEqual([['1/first done'], []]);
    world.clock.advanceDays(6);
    expect([await late.follow(), await late.follow()]).toEqual([['expires done', 'expired'], ['expired']]);
    expect(await late.mails()).toEqual([]);
  });

  it('changes nothing twice when an activity is tried again', async () => {
    const doors = world.module.get(MembersActivities);
    const ada = await Invited.to(world, acme, { products: ['core'] });
    const ref = { workspaceId: acme.id, id: ada.invitationId };
    const twice = async (act: () => Promise<string>) => [await act(), await act()];
    expect(await twice(() => doors.sendInvitationMail(ref, '1/first'))).toEqual(['done', 'moved']);
    expect(await ada.mails()).toEqual(['1/first']);
    const early = world.clock.now().getTime();
    expect(await twice(() => doors.expireInvitation(ref, early))).toEqual(['moved', 'moved']);
    const { reserved } = await acme.pool('core');
    world.clock.advanceDays(14);
    const now = world.clock.now().getTime();
    expect(await twice(() => doors.expireInvitation(ref, now))).toEqual(['done', 'moved']);
    expect(await acme.pool('core')).toMatchObject({ reserved: reserved - 1 });
    expect(await doors.sendInvitationMail(ref, '1/reminder/7')).toBe('moved');
    const before = await acme.events();
    await Promise.all([doors.lookAtInvitation(ref, now), doors.lookAtInvitation(ref, now)]);
    expect(await acme.events()).toEqual(before);
  });

  it('asks for no mail of an earlier round', async () => {
    const doors = world.module.get(MembersActivities);
    const ada = await Invited.to(world, acme);
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    const ref = { workspaceId: acme.id, id: ada.invitationId };
    for (const mail of ['1/first', '1/reminder/3', '3/first', 'first', 'x', ''])
      expect(await doors.sendInvitationMail(ref, mail)).toBe('moved');
    expect(await ada.mails()).toEqual([]);
  });

  it('sends no reminder to an address that bounced, until it is sent again', async () => {
    const ada = await Invited.to(world, acme);
    await ada.follow();
    await world.sql(`update mail set state = 'bounced' where subject_id = $1`, [ada.invitationId]);
    expect(await throughDays(ada, 7)).toEqual([]);
    await world.bus.execute(new ResendInvitation(acme.owner, ada.invitationId));
    expect(await ada.follow()).toEqual(['2/first done']);
  });

  it('mails nothing before the first day, and counts from it', async () => {
    const ada = await Invited.to(world, acme, { startsOn: '2026-03-12', products: ['core'] });
    expect(days((await ada.look()).nextMoment)).toBe(9.625); // midnight before the 12th, in UTC
    expect((await throughDays(ada, 24)).map((what) => what.replace(/ done$/, ''))).toEqual([
      'day 10: 1/first',
      'day 13: 1/reminder/3',
      'day 17: 1/reminder/7',
      'day 24: expires',
      'day 24: expired',
    ]);
  });

  it('follows a first day that is moved', async () => {
    const ada = await Invited.to(world, acme, { startsOn: '2026-12-01' });
    await ada.follow();
    await world.bus.execute(new EditMember(acme.owner, ada.memberId, { startsOn: null }));
    expect(await process(ada)).toMatchObject({ is_seen: false });
    expect(await ada.follow()).toEqual(['1/first done']);
  });
});
