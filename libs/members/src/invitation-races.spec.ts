import { systemActor } from '@placet/kernel';
import { AWorkspace, specWorld, type SpecWorld } from '@placet/testing';
import { Invited } from '../test/invited.ts';
import { meanwhile } from '../test/meanwhile.ts';
import { ResendInvitation } from './commands/resend-invitation.ts';
import { RevokeInvitation } from './commands/revoke-invitation.ts';
import { MembersActivities } from './members.activities.ts';
import { MembersModule } from './members.module.ts';

const rounds = 6;

describe('two at once, of whom one must win', () => {
  let world: SpecWorld;
  let acme: AWorkspace;
  let doors: MembersActivities;
  beforeAll(async () => {
    world = await specWorld([MembersModule]);
    acme = await AWorkspace.with(world, { core: 1000 });
    doors = world.module.get(MembersActivities);
  });
  afterAll(() => world.close());
  afterEach(() => expectCountersToAgree());

  /** `won`, or why not. */
  const outcome = (act: Promise<unknown>): Promise<string> =>
    act.then(
      (answer) => (answer === 'moved' ? 'moved' : 'won'),
      (error: Error) => error.name,
    );
  const expireNow = ({ invitationId }: Invited) =>
    doors.expireInvitation({ workspaceId: acme.id, id: invitationId }, world.clock.now().getTime() + 14 * 86_400_000);
  const revoke = ({ invitationId }: Invited) => world.bus.execute(new RevokeInvitation(acme.owner, invitationId));
  const resend = ({ invitationId }: Invited) => world.bus.execute(new ResendInvitation(acme.owner, invitationId));

  /** Runs both at once, again and again, the one first and then the other. @returns each pair of outcomes that came up */
  const race = async (one: (ada: Invited, token: string) => Promise<unknown>, other: (ada: Invited, token: string) => Promise<unknown>) => {
    const seen = new Set<string>();
    const people: Invited[] = [];
    for (let n = 0; n < rounds; n++) {
      const ada = await Invited.to(world, acme, { products: ['core'] });
      const token = await ada.mailedLink();
      const acts = [() => outcome(one(ada, token)), () => outcome(other(ada, token))];
      const [first, second] = n % 2 ? acts : acts.toReversed();
      const done = await Promise.all([first!(), second!()]);
      const [a, b] = n % 2 ? done : done.toReversed();
      seen.add(`${a} | ${b} | ${await ada.state()} | ${await acme.stateOf(ada.memberId)}`);
      people.push(ada);
    }
    return { seen: [...seen].toSorted(), people };
  };
  const expectCountersToAgree = async () => {
    const [counted] = await world.sql(
      `select count(*) filter (where state = 'assigned')::int as assigned, count(*) filter (where state = 'reserved')::int as reserved
         from holding where workspace_id = $1 and product = 'core'`,
      [acme.id],
    );
    expect(await acme.pool('core')).toMatchObject(counted!);
  };
  const expectOnly = (seen: string[], possible: string[]) => expect(possible).toEqual(expect.arrayContaining(seen));

  it('accepted or lapsed', async () => {
    const { seen } = await race((ada, token) => ada.accept(token), expireNow);
    expectOnly(seen, ['won | moved | accepted | active', 'InvitationExpired | won | expired | inactive']);
  });

  it('accepted or revoked', async () => {
    const { seen } = await race((ada, token) => ada.accept(token), revoke);
    expectOnly(seen, ['won | StateConflict | accepted | active', 'InvitationRevoked | won | revoked | inactive']);
  });

  it('accepted with the old link, or sent again', async () => {
    const { seen } = await race((ada, token) => ada.accept(token), resend);
    expectOnly(seen, ['won | StateConflict | accepted | active', 'InvitationReplaced | won | open | invited']);
  });

  it('accepted, or its link copied', async () => {
    const { seen } = await race(
      (ada, token) => ada.accept(token),
      (ada) => ada.copiedLink(),
    );
    expectOnly(seen, ['won | StateConflict | accepted | active', 'InvitationReplaced | won | open | invited']);
  });

  it('accepted once, by two clicks and two links', async () => {
    const { seen } = await race(
      (ada, token) => ada.accept(token),
      async (ada) => ada.accept(await ada.mailedLink()),
    );
    expectOnly(seen, ['won | InvitationUsed | accepted | active', 'InvitationUsed | won | accepted | active']);
    const same = await race(
      (ada, token) => ada.accept(token),
      (ada, token) => ada.accept(token),
    );
    expectOnly(same.seen, ['won | InvitationUsed | accepted | active', 'InvitationUsed | won | accepted | active']);
  });

  it('sent again or lapsed', async () => {
    world.clock.set(new Date('2026-03-02T09:00:00Z'));
    const people = await Promise.all(Array.from({ length: rounds }, () => Invited.to(world, acme, { products: ['core'] })));
    world.clock.advanceDays(14);
    const now = world.clock.now().getTime();
    const expire = ({ invitationId }: Invited) => doors.expireInvitation({ workspaceId: acme.id, id: invitationId }, now);
    const seen = new Set<string>();
    for (const [n, ada] of people.entries()) {
      const acts = [() => outcome(resend(ada)), () => outcome(expire(ada))];
      const done = await Promise.all((n % 2 ? acts : acts.toReversed()).map((act) => act()));
      const [resent, expired] = n % 2 ? done : done.toReversed();
      seen.add(`${resent} | ${expired} | ${await ada.state()} | ${await acme.stateOf(ada.memberId)}`);
    }
    world.clock.set(undefined);
    expectOnly([...seen], ['won | moved | open | invited', 'StateConflict | won | expired | inactive']);
  });

  describe('exactly so: the first is done, not yet committed, and the second waits for it', () => {
    const acts = {
      accept: (ada: Invited, token: string) => ada.accept(token),
      expire: expireNow,
      revoke,
      resend,
      'copy the link': (ada: Invited) => ada.copiedLink(),
    };
    it.each([
      ['accept', 'accept', 'InvitationUsed', 'accepted', 'active'],
      ['accept', 'expire', 'moved', 'accepted', 'active'],
      ['expire', 'accept', 'InvitationExpired', 'expired', 'inactive'],
      ['accept', 'revoke', 'StateConflict', 'accepted', 'active'],
      ['revoke', 'accept', 'InvitationRevoked', 'revoked', 'inactive'],
      ['accept', 'resend', 'StateConflict', 'accepted', 'active'],
      ['resend', 'accept', 'InvitationReplaced', 'open', 'invited'],
      ['accept', 'copy the link', 'StateConflict', 'accepted', 'active'],
      ['copy the link', 'accept', 'InvitationReplaced', 'open', 'invited'],
      ['expire', 'resend', 'StateConflict', 'expired', 'inactive'],
      ['resend', 'revoke', 'won', 'revoked', 'inactive'],
      ['revoke', 'expire', 'moved', 'revoked', 'inactive'],
      ['revoke', 'copy the link', 'StateConflict', 'revoked', 'inactive'],
    ] as const)('%s, then %s: %s', async (first, second, end, state, memberState) => {
      const ada = await Invited.to(world, acme, { products: ['core'] });
      const token = await ada.mailedLink();
      const other = await meanwhile(
        world,
        systemActor(acme.id),
        () => acts[first](ada, token),
        () => outcome(acts[second](ada, token)),
      );
      expect([other, await ada.state(), await acme.stateOf(ada.memberId)]).toEqual([end, state, memberState]);
    });
  });

  it('sent again twice at once: two rounds, and only links of the last work', async () => {
    const ada = await Invited.to(world, acme);
    const token = await ada.mailedLink();
    await Promise.all([resend(ada), resend(ada), resend(ada)]);
    expect(await ada.follow()).toEqual(['4/first done']);
    await expect(ada.accept(token)).rejects.toMatchObject({ name: 'InvitationReplaced' });
  });

  it('revoked twice at once frees one seat', async () => {
    const { reserved } = await acme.pool('core');
    const ada = await Invited.to(world, acme, { products: ['core'] });
    const outcomes = await Promise.all([revoke(ada), revoke(ada), expireNow(ada)].map(outcome));
    expect(outcomes.filter((one) => one === 'won')).toHaveLength(1);
    expect(await acme.pool('core')).toMatchObject({ reserved });
  });
});
