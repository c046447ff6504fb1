import { DomainError, StateConflict } from '@placet/kernel';
import { constraint } from '@placet/platform';

/** The username, or the address as a username, belongs to a member of this workspace. Never a word about other workspaces. */
export class UsernameTaken extends DomainError {
  constructor() {
    super('the username is taken in this workspace');
  }
}

/** The last active owner can't leave, be demoted or be removed, by any door (I4). */
export class LastOwner extends DomainError {
  constructor() {
    super('the last active owner must stay');
  }
}

/** Nobody bans, deactivates or demotes himself. */
export class NotOneself extends DomainError {
  constructor(readonly act: string) {
    super(`nobody can ${act} himself`);
  }
}

/** After a removal by his directory a member has no username: the reactivation has to name one. */
export class UsernameNeeded extends DomainError {
  constructor() {
    super('a username has to be given');
  }
}

/** A directory keeps this member: the field, or the act, is its own. */
export class ManagedByDirectory extends DomainError {
  constructor(readonly connection: string) {
    super('the directory keeps this');
  }
}

/** One open mailed invitation per address (I5). */
export class AlreadyInvited extends DomainError {
  constructor() {
    super('an invitation to this address is open');
  }
}

/** The vendor has suspended the workspace. */
export class WorkspaceSuspended extends DomainError {
  constructor() {
    super('the workspace is suspended');
  }
}

constraint('login_key_taken', () => new UsernameTaken());
constraint('username_taken', () => new UsernameTaken());
constraint('members_max', () => new StateConflict('workspace', 'at its limit of members', 'take another'));
constraint('last_owner', () => new LastOwner());
constraint('one_mailed_invitation', () => new AlreadyInvited());
