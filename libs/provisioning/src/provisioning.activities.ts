import { Injectable } from '@nestjs/common';
import { systemActor, type Actor, type WorkspaceId } from '@placet/kernel';
import { Bus } from '@placet/platform';
import type {
  DirectoryCredentialActivities,
  DirectoryCredentialLook,
  DirectoryCredentialRef,
} from '@placet/workflows/directory-credential/contract';
import { LookAtCredential } from './credentials/look-at-credential.ts';
import { RemindOfEnd } from './credentials/remind-of-end.ts';

type Stepped = 'done' | 'moved';

/** The doors of the processes of directories: each sends one command as the system. */
@Injectable()
export class ProvisioningActivities implements DirectoryCredentialActivities {
  constructor(private readonly bus: Bus) {}

  lookAtDirectoryCredential(ref: DirectoryCredentialRef, now: number): Promise<DirectoryCredentialLook> {
    return this.bus.execute(new LookAtCredential(system(ref), ref.id, new Date(now)));
  }
  remindOfCredentialEnd(ref: DirectoryCredentialRef, now: number): Promise<Stepped> {
    return this.bus.execute(new RemindOfEnd(system(ref), ref.id, new Date(now)));
  }
}

const system = ({ workspaceId }: { workspaceId: string }): Actor => systemActor(workspaceId as WorkspaceId);
