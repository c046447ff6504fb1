import { Injectable } from '@nestjs/common';
import { systemActor, type Actor, type WorkspaceId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import type {
  DirectoryCredentialActivities,
  DirectoryCredentialLook,
  DirectoryCredentialRef,
} from '@placet/workflows/directory-credential/contract';
import type { DirectoryGroupActivities, DirectoryGroupLook, DirectoryGroupRef } from '@placet/workflows/directory-group/contract';
import { LookAtCredential } from './credentials/look-at-credential.ts';
import { RemindOfEnd } from './credentials/remind-of-end.ts';
import { BringMembersAlong } from './mapping/bring-members-along.ts';
import { LookAtDirectoryGroup } from './mapping/look-at-directory-group.ts';

type Stepped = 'done' | 'moved';

/** The doors of the processes of directories: each sends one command as the system. */
@Injectable()
export class ProvisioningActivities implements DirectoryCredentialActivities, DirectoryGroupActivities {
  constructor(private readonly bus: Bus) {}

  lookAtDirectoryCredential(ref: DirectoryCredentialRef, now: number): Promise<DirectoryCredentialLook> {
    return this.bus.execute(new LookAtCredential(system(ref), ref.id, new Date(now)));
  }
  remindOfCredentialEnd(ref: DirectoryCredentialRef, now: number): Promise<Stepped> {
    return this.bus.execute(new RemindOfEnd(system(ref), ref.id, new Date(now)));
  }

  lookAtDirectoryGroup(ref: DirectoryGroupRef, now: number): Promise<DirectoryGroupLook> {
    return this.bus.execute(new LookAtDirectoryGroup(system(ref), ref.id, new Date(now)));
  }
  bringMembersAlong(ref: DirectoryGroupRef): Promise<Stepped> {
    return this.bus.execute(new BringMembersAlong(system(ref), ref.id));
  }
}

const system = ({ workspaceId }: { workspaceId: string }): Actor => systemActor(workspaceId as WorkspaceId);
