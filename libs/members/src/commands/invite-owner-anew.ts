import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, NotFound, StateConflict, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { newInvitationLink } from '../invitation-link.ts';
import { ReactivateMember } from './reactivate-member.ts';
import { ResendInvitation } from './resend-invitation.ts';

/** Invites the owner of a workspace anew, while it has no active one; earlier links die. The mail carries a link of its own, and both live.
 *
 * @returns a token that activates the owner; told once
 * @throws NotFound where there is no workspace, StateConflict where an owner is active or none can be invited
 */
export class InviteOwnerAnew extends Command<string> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@CommandHandler(InviteOwnerAnew)
export class InviteOwnerAnewHandler implements ICommandHandler<InviteOwnerAnew> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor }: InviteOwnerAnew): Promise<string> {
    const [workspace] = await this.em.execute<{ active: number }>(
      `select coalesce((select count from active_owners), 0) as active from workspace where id = $1`,
      [this.em.workspaceId],
    );
    if (!workspace) throw new NotFound('workspace');
    if (workspace.active > 0) throw new StateConflict('workspace', 'with an active owner', 'have its owner invited anew');
    const invitationId = await this.inviteAgain(actor);
    return newInvitationLink(this.em, this.ids, invitationId, false, this.clock.now());
  }

  /** Who is invited still gets another round; whose invitation lapsed comes back with a new one. */
  private async inviteAgain(actor: Actor): Promise<InvitationId> {
    const [owner] = await this.em.execute<{ id: MemberId; state: string; invitation_id: InvitationId | null }>(
      `select m.id, m.state, i.id as invitation_id
         from user_group g join group_member gm on gm.group_id = g.id join member m on m.id = gm.member_id
         left join invitation i on i.member_id = m.id and i.state = 'open'
        where g.built_in = 'owner' and m.state in ('invited', 'inactive') order by m.state = 'invited' desc, m.created_at, m.id limit 1`,
    );
    if (!owner) throw new StateConflict('workspace', 'without an owner to invite', 'have its owner invited anew');
    if (owner.invitation_id) {
      await this.bus.execute(new ResendInvitation(actor, owner.invitation_id));
      return owner.invitation_id;
    }
    const { invitationId } = await this.bus.execute(new ReactivateMember(actor, owner.id, { onFull: 'without_access' }));
    if (!invitationId) throw new StateConflict('workspace', 'with an active owner', 'have its owner invited anew');
    return invitationId;
  }
}
