import { DomainError } from '@placet/kernel';
import { constraint } from '@placet/platform';

/** The connection has a group of that name already, without regard to case: RFC 7643 doesn't ask for it, Entra does. */
export class DirectoryGroupTaken extends DomainError {
  constructor() {
    super('the connection has a group with this name');
  }
}

/** Somebody is put into a group whom the connection does not see. */
export class UnknownMember extends DomainError {
  /** @param memberId as it was sent, shortened */
  constructor(readonly memberId: string) {
    super('a member of the group is unknown');
  }
}

/** A group would be a member of itself. */
export class GroupInItself extends DomainError {
  constructor() {
    super('a group is not a member of itself');
  }
}

constraint('directory_group_taken', () => new DirectoryGroupTaken());
