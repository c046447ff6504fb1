import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type SessionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Ends one of one's own sessions, this one or another. @throws NotFound, also for somebody else's */
export class EndSession extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly sessionId: SessionId,
  ) {
    super();
  }
}

@CommandHandler(EndSession)
export class EndSessionHandler implements ICommandHandler<EndSession> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, sessionId }: EndSession): Promise<void> {
    const ended = await this.em.execute('delete from session where id = $1 and member_id = $2 returning id', [sessionId, actor.id]);
    if (!ended.length) throw new NotFound('session');
    this.em.record({ type: 'session.ended', subject: { kind: 'member', id: actor.id as string }, facts: { session: sessionId } });
  }
}
