import { DomainError } from '@placet/kernel';
import { constraint } from '@placet/platform';

/** A group of that name is there already, without regard to case. */
export class GroupNameTaken extends DomainError {
  constructor() {
    super('a group with this name exists');
  }
}

/** The groups that every workspace has are what they are (`product.md` §14). */
export class BuiltInGroupProtected extends DomainError {
  constructor(readonly group: string) {
    super(`the group ${group} is built in`);
  }
}

constraint('group_name_taken', () => new GroupNameTaken());
