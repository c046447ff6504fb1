import type { DirectoryCredentialActivities } from '@placet/workflows/directory-credential/contract';
import type { DirectoryGroupActivities } from '@placet/workflows/directory-group/contract';
import type { InvitationActivities } from '@placet/workflows/invitation/contract';
import type { MailActivities } from '@placet/workflows/mail/contract';
import type { MemberDatesActivities } from '@placet/workflows/member-dates/contract';
import type { WaitingListActivities } from '@placet/workflows/waiting-list/contract';

/** Every door that some workflow needs: where no context opens one, the worker does not compile. */
export type Doors = InvitationActivities &
  WaitingListActivities &
  MemberDatesActivities &
  MailActivities &
  DirectoryCredentialActivities &
  DirectoryGroupActivities;

type AllOf<Keepers> = Keepers extends readonly [infer First, ...infer Others] ? First & AllOf<Others> : unknown;
type Door = (...parameters: never[]) => Promise<unknown>;

/** The methods of these objects under their names, each bound to its object.
 *
 * @throws where two of them use one name
 */
export function bindAll<const Keepers extends readonly object[]>(keepers: Keepers): AllOf<Keepers> {
  const doors: Record<string, Door> = {};
  for (const keeper of keepers) {
    const prototype = Object.getPrototypeOf(keeper) as Record<string, Door>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const door = prototype[name];
      if (name === 'constructor' || !door) continue;
      if (doors[name]) throw new Error(`two activities are called ${name}`);
      doors[name] = door.bind(keeper);
    }
  }
  return doors as AllOf<Keepers>;
}
