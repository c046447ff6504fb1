import type { Actor, MemberId } from '@placet/kernel';
import { GetMember } from './get-member.ts';

/** The member as he is after a change, for whoever was allowed to make it: also where that change took him out of the actor's sites. */
export const afterChange = (actor: Actor, memberId: MemberId): GetMember =>
  new GetMember({ ...actor, permissions: new Map(actor.permissions).set('members.read', 'workspace') }, memberId);
