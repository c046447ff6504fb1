import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Secrets } from '@placet/identity';
import { Clock, DomainError, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork, readSecretToken } from '@placet/platform';
import { acceptInvitation } from '../facts/accept.ts';
import { HotFacts } from '../hot-facts.ts';
import { invitationAccepted } from '../member-events.ts';

/** The link opens nothing any more: 410, each state by its own code. */
export class InvitationGone extends DomainError {
  constructor(readonly state: 'expired' | 'revoked' | 'accepted' | 'declined' | 'replaced' | 'unknown') {
    super(`the invitation is ${state}`);
  }
}

/** The invited person accepts and is active from then on. The reservation becomes an assignment, so it can't fail for want of a seat.
 *
 * @param token of the link; it names the workspace, which is the actor's
 * @throws InvitationGone, WeakPassword
 */
export class AcceptInvitation extends Command<{ memberId: MemberId }> {
  constructor(
    readonly actor: Actor,
    readonly token: string,
    readonly person: {
      readonly firstName?: string | undefined;
      readonly lastName?: string | undefined;
      readonly language?: string | undefined;
      readonly password: string;
    },
  ) {
    super();
  }
}

@HotCommandHandler(AcceptInvitation)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitation> {
  constructor(
    private readonly facts: HotFacts,
    private readonly secrets: Secrets,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, token, person }: AcceptInvitation): Promise<{ memberId: MemberId }> {
    const read = readSecretToken('invite', token);
    if (!read || read.workspaceId !== actor.workspaceId) throw new InvitationGone('unknown');
    const [invited] = await this.units.hot(actor.workspaceId, [
      {
        statement: 'select member_id from invitation join invitation_link l on l.invitation_id = invitation.id where l.token_hash = $1',
        values: [read.hash],
      },
    ]);
    if (!invited) throw new InvitationGone('unknown');
    const memberId = invited['member_id'] as MemberId;
    const invitationId = read.id as InvitationId;
    const row = await this.facts.run(actor, {
      statement: acceptInvitation,
      memberId,
      values: {
        member_id: memberId,
        invitation_id: invitationId,
        token_hash: `\\x${read.hash.toString('hex')}`,
        first_name: person.firstName ?? null,
        last_name: person.lastName ?? null,
        language: person.language ?? null,
        secret_hash: await this.secrets.hash('password', person.password),
        now: this.clock.now(),
      },
      events: invitationAccepted(memberId, invitationId),
    });
    if (row?.outcome !== 'accepted') throw new InvitationGone((row?.state ?? 'unknown') as InvitationGone['state']);
    return { memberId };
  }
}
