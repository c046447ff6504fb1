import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Notes that a directory was refused, after what it asked for was undone: administrators look here for why somebody is missing.
 *
 * @param facts ids, codes and numbers only
 */
export class NoteRefusal extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly facts: Readonly<Record<string, unknown>>,
  ) {
    super();
  }
}

@CommandHandler(NoteRefusal)
export class NoteRefusalHandler implements ICommandHandler<NoteRefusal> {
  constructor(private readonly em: WorkspaceEm) {}

  execute({ actor, facts }: NoteRefusal): Promise<void> {
    this.em.record({ type: 'connection.refused', subject: { kind: 'connection', id: actor.id ?? '' }, facts });
    return Promise.resolve();
  }
}
