import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';

/** Notes what the brake has held, so that an owner can let it through or refuse it; asked again, it is counted. */
export class NoteHeld extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly wish: 'deactivate' | 'delete',
  ) {
    super();
  }
}

/** `$1` id, `$2` connection, `$3` member, `$4` wish, `$5` now. A delete says more than a deactivation that is held already. */
const noteHeld = statement(
  'note_held',
  `insert into directory_held as h (workspace_id, id, connection_id, member_id, wish, asked_at)
   values (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5)
   on conflict (workspace_id, connection_id, member_id) where state = 'held'
   do update set asked_times = h.asked_times + 1, wish = case when excluded.wish = 'delete' then 'delete' else h.wish end
   returning id, asked_times`,
);

@CommandHandler(NoteHeld)
export class NoteHeldHandler implements ICommandHandler<NoteHeld> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, memberId, wish }: NoteHeld): Promise<void> {
    const [held] = await this.em.execute<{ id: string; asked_times: number }>(noteHeld, [
      this.ids.next(),
      actor.id,
      memberId,
      wish,
      this.clock.now(),
    ]);
    if (held?.asked_times !== 1) return;
    const facts = { connection: actor.id, held: held.id, wish };
    this.em.record({ type: 'connection.held', subject: { kind: 'member', id: memberId }, facts });
  }
}
