import { Injectable } from '@nestjs/common';
import { systemActor, type WorkspaceId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import type { DirectoryGroupActivities, DirectoryGroupLook, DirectoryGroupRef } from '@placet/workflows/directory-group/contract';
import { BringMembersAlong } from './bring-members-along.ts';
import { LookAtDirectoryGroup } from './look-at-directory-group.ts';

/** The doors of the process `directory-group`: each sends one command as the system. */
@Injectable()
export class MappingActivities implements DirectoryGroupActivities {
  constructor(private readonly bus: Bus) {}

  lookAtDirectoryGroup(ref: DirectoryGroupRef, now: number): Promise<DirectoryGroupLook> {
    return this.bus.execute(new LookAtDirectoryGroup(systemActor(ref.workspaceId as WorkspaceId), ref.id, new Date(now)));
  }

  bringMembersAlong(ref: DirectoryGroupRef): Promise<'done' | 'moved'> {
    return this.bus.execute(new BringMembersAlong(systemActor(ref.workspaceId as WorkspaceId), ref.id));
  }
}
