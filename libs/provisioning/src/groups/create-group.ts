import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Ids, type Actor } from '@placet/kernel';
import { HotCommandHandler } from '@placet/platform';
import type { GroupChange } from './group-change.ts';
import { GroupRows } from './group-rows.ts';

/** A directory creates a group. It gives nothing, whatever it is called, until an administrator maps it.
 *
 * @returns its id
 * @throws DirectoryGroupTaken, UnknownMember
 * @see RFC 7644 §3.3, scim.md §13
 */
export class CreateGroup extends Command<string> {
  constructor(
    readonly actor: Actor,
    readonly group: Required<GroupChange>,
  ) {
    super();
  }
}

@HotCommandHandler(CreateGroup)
export class CreateGroupHandler implements ICommandHandler<CreateGroup> {
  constructor(
    private readonly rows: GroupRows,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, group }: CreateGroup): Promise<string> {
    const groupId = this.ids.next();
    await this.rows.add(actor, groupId, group);
    return groupId;
  }
}
