import { DomainError, connectionActor, type Actor, type MemberId } from '@placet/kernel';
import { AddMember, DeactivateMember, EditMember, ReactivateMember } from '@placet/members';
import { AddConnection, ChangeUser, CreateUser, EditConnection, patchWish, type Wish } from '@placet/provisioning';
import type { AWorkspace, SpecWorld } from '@placet/testing';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A door through which a seat of `core` can be claimed: prepared beforehand, so that the race is about the claim alone. */
export interface Door {
  readonly name: string;
  /** @returns the claim itself. Preparing takes no seat */
  prepare(world: SpecWorld, acme: AWorkspace): Promise<() => Promise<unknown>>;
}

/** Somebody inactive whose access says `core`: he wishes for it, and claims it when he comes back. */
async function wishing(world: SpecWorld, acme: AWorkspace): Promise<MemberId> {
  const memberId = await acme.active();
  await world.bus.execute(new DeactivateMember(acme.owner, memberId));
  await world.bus.execute(new EditMember(acme.owner, memberId, { products: ['core'] }));
  return memberId;
}

/** A directory that gives `core` to whom it creates, and is refused where the pool is full. */
export async function directory(world: SpecWorld, acme: AWorkspace): Promise<Actor> {
  const connectionId = await world.bus.execute(new AddConnection(acme.owner, 'Okta', 'okta'));
  await world.bus.execute(
    new EditConnection(acme.owner, connectionId, {
      onCreate: 'active',
      seatPolicy: 'refuse',
      defaults: { products: ['core'] },
      deactivationBrake: null,
    }),
  );
  return connectionActor(acme.id, connectionId);
}

/** What Okta sends to switch somebody on or off, and nothing else. */
export const switched = (active: boolean): Wish => patchWish({ schemas: [patchOp], Operations: [{ op: 'replace', value: { active } }] });

export const seatDoors: readonly Door[] = [
  {
    name: 'add an active member',
    prepare: async (world, acme) => {
      const person = acme.person({ products: ['core'] });
      return () => world.bus.execute(new AddMember(acme.owner, person, 'temporary_password', false));
    },
  },
  {
    name: 'invite',
    prepare: async (world, acme) => {
      const person = acme.person({ products: ['core'] });
      return () => world.bus.execute(new AddMember(acme.owner, person, 'activation_link', true));
    },
  },
  {
    name: 'edit the access',
    prepare: async (world, acme) => {
      const memberId = await acme.active();
      return () => world.bus.execute(new EditMember(acme.owner, memberId, { products: ['core'] }));
    },
  },
  {
    name: 'reactivate',
    prepare: async (world, acme) => {
      const memberId = await wishing(world, acme);
      return () => world.bus.execute(new ReactivateMember(acme.owner, memberId));
    },
  },
  {
    name: 'create by a directory',
    prepare: async (world, acme) => {
      const okta = await directory(world, acme);
      const userName = acme.person().email!;
      return () => world.bus.execute(new CreateUser(okta, { userName }));
    },
  },
  {
    name: 'switch on by a PATCH of a directory',
    prepare: async (world, acme) => {
      const okta = await directory(world, acme);
      const { memberId } = await world.bus.execute(new CreateUser(okta, { userName: acme.person().email!, active: false }));
      return () => world.bus.execute(new ChangeUser(okta, memberId, switched(true)));
    },
  },
  {
    name: 'switch on by a directory',
    prepare: async (world, acme) => {
      const okta = await directory(world, acme);
      const userName = acme.person().email!;
      const { memberId } = await world.bus.execute(new CreateUser(okta, { userName, active: false }));
      return () => world.bus.execute(new ChangeUser(okta, memberId, { kind: 'replace', resource: { userName, active: true } }));
    },
  },
];

/** @returns whether the claim was granted; a refusal by a rule is an answer, anything else is a fault */
export async function isGranted(claim: () => Promise<unknown>): Promise<boolean> {
  try {
    await claim();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
