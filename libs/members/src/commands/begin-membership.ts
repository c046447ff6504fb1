import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, InvitationId, MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { startIsDue } from '../facts/member-dates-sql.ts';

/** A member's first day has come: from here on he gets mail and may sign in. His open invitation is woken, since its round opens now.
 *
 * @returns `moved` where the day was noted before, or moved away
 */
export class BeginMembership extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(BeginMembership)
export class BeginMembershipHandler implements ICommandHandler<BeginMembership> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ memberId, now }: BeginMembership): Promise<'done' | 'moved'> {
    const [begun] = await this.em.execute<{ starts_on: string; invitation_id: InvitationId | null }>(
      `update member m set begun_on = m.starts_on from workspace w where m.id = $1 and w.id = m.workspace_id and ${startIsDue('$2')}
       returning m.starts_on::text, (select i.id from invitation i where i.member_id = m.id and i.state = 'open') as invitation_id`,
      [memberId, now],
    );
    if (!begun) return 'moved';
    this.em.record({
      type: 'member.begun',
      subject: { kind: 'member', id: memberId },
      facts: { startsOn: begun.starts_on },
      pokes: begun.invitation_id ? [`invitation/${begun.invitation_id}`] : [],
    });
    return 'done';
  }
}
