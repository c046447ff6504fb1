import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { ProcessLooks, WorkspaceEm } from '@placet/platform';
import type { DirectoryCredentialLook } from '@placet/workflows/directory-credential/contract';
import { lookAtEnd } from './credential-reminders.ts';
import { endingCredentialOf } from './ending-credential.ts';

/** The look of the process `directory-credential/<id>`: a command, since it stamps the process. @throws NotFound */
export class LookAtCredential extends Command<DirectoryCredentialLook> {
  constructor(
    readonly actor: Actor,
    readonly credentialId: string,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(LookAtCredential)
export class LookAtCredentialHandler implements ICommandHandler<LookAtCredential> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly looks: ProcessLooks,
  ) {}

  execute({ credentialId, now }: LookAtCredential): Promise<DirectoryCredentialLook> {
    return this.looks.look(`directory-credential/${credentialId}`, now, async () => {
      const { isOver, due, nextMoment } = lookAtEnd(await endingCredentialOf(this.em, credentialId), now);
      return { state: isOver ? 'over' : 'lives', passed: [], isOver, nextMoment, reminderIsDue: due !== undefined };
    });
  }
}
