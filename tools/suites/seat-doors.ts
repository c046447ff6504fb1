import { DomainError, type MemberId } from '@placet/kernel';
import { AddMember, DeactivateMember, EditMember, ReactivateMember } from '@placet/members';
import type { AWorkspace, SpecWorld } from '@placet/testing';

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
