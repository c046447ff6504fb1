import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  DirectoryGroupsReply,
  Id,
  ListDirectoryGroupsQuery,
  MappingChanged,
  MappingPreview,
  PathId,
  PutMappingBody,
} from '@placet/contracts';
import type { Actor, ConnectionId } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs } from '@placet/platform';
import { z } from 'zod';
import type { Brought } from './bring-along.ts';
import { GetDirectoryGroup, ListDirectoryGroups } from './directory-groups.ts';
import { DropMapping } from './drop-mapping.ts';
import { PreviewMapping } from './preview-mapping.ts';
import { PutMapping } from './put-mapping.ts';

const GroupPath = z.object({ id: Id, groupId: Id });
type Path = z.infer<typeof GroupPath>;
type Changed = z.input<typeof MappingChanged>;
const version = ({ group }: z.output<typeof MappingChanged>): number => group.mapping?.version ?? 0;

/** The groups that a directory has pushed, and what they give: for administrators. */
@Controller('directory-connections/:id/groups')
export class MappingController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Needs('directory.read')
  @Answers(DirectoryGroupsReply)
  list(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: z.infer<typeof PathId>,
    @Query({ schema: ListDirectoryGroupsQuery }) asked: z.output<typeof ListDirectoryGroupsQuery>,
  ): Promise<z.input<typeof DirectoryGroupsReply>> {
    return this.bus.execute(new ListDirectoryGroups(actor, id as ConnectionId, asked));
  }

  @Post(':groupId/mapping/preview')
  @HttpCode(200)
  @Needs('directory.manage', { reach: 'workspace' })
  @Answers(MappingPreview)
  preview(
    @Caller() actor: Actor,
    @Param({ schema: GroupPath }) { id, groupId }: Path,
    @Body({ schema: PutMappingBody }) mapping: z.output<typeof PutMappingBody>,
  ): Promise<z.input<typeof MappingPreview>> {
    return this.bus.execute(new PreviewMapping(actor, id as ConnectionId, groupId, mapping));
  }

  @Put(':groupId/mapping')
  @Needs('directory.manage', { reach: 'workspace' })
  @Answers(MappingChanged, { version })
  async put(
    @Caller() actor: Actor,
    @Param({ schema: GroupPath }) { id, groupId }: Path,
    @Body({ schema: PutMappingBody }) mapping: z.output<typeof PutMappingBody>,
    @IfMatch() expected: number | undefined,
  ): Promise<Changed> {
    return this.changed(actor, id, groupId, await this.bus.execute(new PutMapping(actor, id as ConnectionId, groupId, mapping, expected)));
  }

  @Delete(':groupId/mapping')
  @Needs('directory.manage', { reach: 'workspace' })
  @Answers(MappingChanged)
  async drop(
    @Caller() actor: Actor,
    @Param({ schema: GroupPath }) { id, groupId }: Path,
    @IfMatch() expected: number | undefined,
  ): Promise<Changed> {
    return this.changed(actor, id, groupId, await this.bus.execute(new DropMapping(actor, id as ConnectionId, groupId, expected)));
  }

  private async changed(actor: Actor, id: string, groupId: string, { applied, of }: Brought): Promise<Changed> {
    return { group: await this.bus.execute(new GetDirectoryGroup(actor, id as ConnectionId, groupId)), applied, of };
  }
}
