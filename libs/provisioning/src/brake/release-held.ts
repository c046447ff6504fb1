import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, NotFound, connectionActor, type Actor, type ConnectionId, type MemberId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { placetUserType } from '../placet-schemas.ts';
import { patchOf } from '@placet/scim-protocol';
import { ChangeUser } from '../commands/change-user.ts';
import { DeleteUser } from '../commands/delete-user.ts';
import { SettingsInForce } from '../connection-settings.ts';
import { endEpisode } from './held-rows.ts';
import type { HeldWish } from './note-held.ts';

/** Lets one held deactivation through, as the directory asked for it. Somebody whom it does not see any more is only taken off the list.
 *
 * @throws NotFound where it is decided already; LastOwner and what else keeps him: he stays held
 */
export class ReleaseHeld extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly heldId: string,
  ) {
    super();
  }
}

const switchOff = patchOf(placetUserType, {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'active', value: false }],
});

@CommandHandler(ReleaseHeld)
export class ReleaseHeldHandler implements ICommandHandler<ReleaseHeld> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly settings: SettingsInForce,
  ) {}

  async execute({ actor, connectionId, heldId }: ReleaseHeld): Promise<void> {
    const [held] = await this.em.execute<{ member_id: MemberId; wish: HeldWish }>(
      `update directory_held set state = 'released', decided_by = $3, decided_at = $4
        where id = $1 and connection_id = $2 and state = 'held' returning member_id, wish`,
      [heldId, connectionId, actor.id, this.clock.now()],
    );
    if (!held) throw new NotFound('held deactivation');
    const directory = await this.unbraked(actor, connectionId);
    const letGo =
      held.wish === 'delete'
        ? new DeleteUser(directory, held.member_id)
        : new ChangeUser(directory, held.member_id, { kind: 'patch', steps: switchOff.steps });
    await this.bus.execute<unknown>(letGo).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
    this.em.record({
      type: 'connection.held_released',
      subject: { kind: 'connection', id: connectionId },
      facts: { member: held.member_id, wish: held.wish },
    });
    await endEpisode(this.em, connectionId);
  }

  /** The directory, whose wish it is, without its brake, since an owner has let it go. */
  private async unbraked({ workspaceId, requestId }: Actor, connectionId: ConnectionId): Promise<Actor> {
    const directory = connectionActor(workspaceId, connectionId, requestId);
    const settings = { ...(await this.settings.of(directory)), brake_count: null, brake_percent: null, holds: false };
    this.settings.remember(directory, () => settings);
    return directory;
  }
}
