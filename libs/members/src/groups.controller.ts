import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import {
  AddGroupBody,
  EditGroupBody,
  GroupReply,
  GroupsReply,
  PathId,
  PermissionsReply,
  builtInGroups,
  keysOf,
  permissionRank,
  permissions,
  type BuiltInGroup,
} from '@placet/contracts';
import type { Actor, GroupId } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs, SignedIn } from '@placet/platform';
import type { z } from 'zod';
import { AddGroup } from './commands/add-group.ts';
import { EditGroup } from './commands/edit-group.ts';
import { GetGroup, ListGroups } from './queries/list-groups.ts';

type Group = z.infer<typeof GroupReply>;

const groupCodes = Object.keys(builtInGroups) as BuiltInGroup[];
const catalogue: z.infer<typeof PermissionsReply> = {
  items: permissions.map((key) => ({ key, rank: permissionRank(key), heldBy: groupCodes.filter((group) => keysOf(group).includes(key)) })),
};

/** Groups, and the catalogue of what they can grant. */
@Controller()
export class GroupsController {
  constructor(private readonly bus: Bus) {}

  @Get('groups')
  @Needs('groups.read')
  @Answers(GroupsReply)
  async list(@Caller() actor: Actor): Promise<z.infer<typeof GroupsReply>> {
    return { items: await this.bus.execute(new ListGroups(actor)) };
  }

  @Get('groups/:id')
  @Needs('groups.read')
  @Answers(GroupReply, { version: ({ version }) => version })
  one(@Caller() actor: Actor, @Param({ schema: PathId }) { id }: z.infer<typeof PathId>): Promise<Group> {
    return this.bus.execute(new GetGroup(actor, id as GroupId));
  }

  @Post('groups')
  @Needs('groups.manage', { reach: 'workspace' })
  @Answers(GroupReply, { location: ({ id }) => `/groups/${id}`, version: ({ version }) => version })
  async add(@Caller() actor: Actor, @Body({ schema: AddGroupBody }) body: z.infer<typeof AddGroupBody>): Promise<Group> {
    const groupId = await this.bus.execute(new AddGroup(actor, body.name, body.permissions, body.sitesOnly));
    return this.bus.execute(new GetGroup(actor, groupId));
  }

  @Patch('groups/:id')
  @Needs('groups.manage', { reach: 'workspace' })
  @Answers(GroupReply, { version: ({ version }) => version })
  async edit(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: z.infer<typeof PathId>,
    @Body({ schema: EditGroupBody }) change: z.infer<typeof EditGroupBody>,
    @IfMatch('required') version: number,
  ): Promise<Group> {
    await this.bus.execute(new EditGroup(actor, id as GroupId, change, version));
    return this.bus.execute(new GetGroup(actor, id as GroupId));
  }

  @Get('permissions')
  @SignedIn()
  @Answers(PermissionsReply)
  permissions(): z.infer<typeof PermissionsReply> {
    return catalogue;
  }
}
