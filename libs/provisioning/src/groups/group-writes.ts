import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '@placet/kernel';
import { Bus } from '@placet/platform';
import { groupType, patchOf } from '@placet/scim-protocol';
import { isUuid } from '../directory-facts.ts';
import type { BulkTarget, Written } from '../bulk/bulk-run.ts';
import { ChangeGroup } from './change-group.ts';
import { CreateGroup } from './create-group.ts';
import { DeleteGroup } from './delete-group.ts';
import { groupStepsOf, wholeGroupOf } from './group-change.ts';

/** From a body to the command: for the door of groups, and for each operation of a Bulk request. */
@Injectable()
export class GroupWrites implements BulkTarget {
  readonly patchStatus = 204;

  constructor(private readonly bus: Bus) {}

  async create(actor: Actor, body: unknown): Promise<Written> {
    return { id: await this.bus.execute(new CreateGroup(actor, wholeGroupOf(body))), version: 1 };
  }

  async replace(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written> {
    const groupId = groupIdOf(id);
    const { version } = await this.bus.execute(new ChangeGroup(actor, groupId, wholeGroupOf(body), ifMatch));
    return { id: groupId, version };
  }

  async patch(actor: Actor, id: string, body: unknown, ifMatch?: string): Promise<Written> {
    const groupId = groupIdOf(id);
    const { version } = await this.bus.execute(new ChangeGroup(actor, groupId, groupStepsOf(patchOf(groupType, body).steps), ifMatch));
    return { id: groupId, version };
  }

  async remove(actor: Actor, id: string, ifMatch?: string): Promise<void> {
    await this.bus.execute(new DeleteGroup(actor, groupIdOf(id), ifMatch));
  }
}

/** A strange id is one that nothing has. */
function groupIdOf(id: string): string {
  if (!isUuid(id)) throw new NotFound('group');
  return id.toLowerCase();
}
