import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, type Actor, type MemberId } from '@placet/kernel';
import { Mails } from '@placet/notifications';
import { WorkspaceEm, statement } from '@placet/platform';

/** What a directory wants of somebody whom the brake keeps. */
export type HeldWish = 'deactivate' | 'delete';

/** Notes that the brake kept somebody, after what the directory asked for was undone. The first of an episode tells the owners by mail.
 *
 * @see scim.md §15
 */
export class NoteHeld extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly wish: HeldWish,
  ) {
    super();
  }
}

/** `$1` id, `$2` connection, `$3` member, `$4` wish, `$5` now. Asked again, it is counted; a deletion says more than a deactivation. */
const holdHim = statement(
  'hold_leaver',
  `insert into directory_held (workspace_id, id, connection_id, member_id, wish, asked_at)
   values (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5)
   on conflict (workspace_id, connection_id, member_id) where state = 'held' do update set asked_times = directory_held.asked_times + 1,
     wish = case when excluded.wish = 'delete' then excluded.wish else directory_held.wish end
   returning asked_times, (select count(*)::int from directory_held h where h.connection_id = $2 and h.state = 'held') as before`,
);

const owners = statement(
  'owners_with_mail',
  `select m.id from member m where m.state = 'active' and m.email_key is not null and exists (
     select from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
      where gm.workspace_id = m.workspace_id and gm.member_id = m.id and g.built_in = 'owner') order by m.id`,
);

@CommandHandler(NoteHeld)
export class NoteHeldHandler implements ICommandHandler<NoteHeld> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly mails: Mails,
  ) {}

  async execute({ actor, memberId, wish }: NoteHeld): Promise<void> {
    const connectionId = actor.id ?? '';
    // One at a time, so that of several that begin an episode one does.
    await this.em.execute('select from directory_connection where id = $1 for no key update', [connectionId]);
    const id = this.ids.next();
    const [held] = await this.em.execute<{ asked_times: number; before: number }>(holdHim, [
      id,
      connectionId,
      memberId,
      wish,
      this.clock.now(),
    ]);
    if (held?.asked_times !== 1) return;
    this.em.record({
      type: 'connection.held',
      subject: { kind: 'member', id: memberId },
      facts: { connection: connectionId, held: id, wish },
    });
    if (held.before === 0) await this.begin(connectionId, id);
  }

  /** What was read with a token says whether the connection holds anybody: its version makes it be read anew. */
  private async begin(connectionId: string, heldId: string): Promise<void> {
    await this.em.execute('update directory_connection set version = version + 1 where id = $1', [connectionId]);
    this.em.record({ type: 'connection.brake_tripped', subject: { kind: 'connection', id: connectionId }, facts: {} });
    for (const { id: memberId } of await this.em.execute<{ id: MemberId }>(owners))
      await this.mails.ask({
        key: `directory-brake/${heldId}/${memberId}`,
        template: 'directory_brake',
        memberId,
        subjectId: connectionId,
      });
  }
}
