import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type InvitationId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';
import { invitationRow, invitationRows, type FoundInvitation, type InvitationRow } from './invitation-row.ts';

/** One invitation as lists show it. Whoever may act on it may see it, so it asks for no right of its own. @throws NotFound */
export class GetInvitation extends Query<InvitationRow> {
  constructor(
    readonly actor: Actor,
    readonly invitationId: InvitationId,
  ) {
    super();
  }
}

const oneInvitation = statement('one_invitation', `${invitationRows} where i.id = $1`);

@QueryHandler(GetInvitation)
export class GetInvitationHandler implements IQueryHandler<GetInvitation> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, invitationId }: GetInvitation): Promise<InvitationRow> {
    const [row] = await this.em.execute<FoundInvitation>(oneInvitation, [invitationId]);
    if (!row) throw new NotFound('invitation');
    return invitationRow(row, actor.language);
  }
}
