import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Secrets, checkPassword } from '@placet/identity';
import { Clock, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork, statement, type SecretToken } from '@placet/platform';
import { acceptInvitation } from '../facts/accept.ts';
import { linkCte } from '../facts/invitation-sql.ts';
import { HotFacts } from '../hot-facts.ts';
import { InvitationUnknown } from '../invitation-errors.ts';
import { readInvitationToken, refusalOf, type FoundLink } from '../invitation-link.ts';
import { invitationAccepted } from '../member-events.ts';

/** What the invited person says of himself: names absent stay as they were given. */
export interface Newcomer {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly language?: string | undefined;
  readonly password: string;
}

/** The invited person accepts and is active from then on. The reservation becomes an assignment, so it can't fail for want of a seat.
 *
 * @param actor somebody who has proven nothing yet, of the workspace that the token names (`linkHolder`)
 * @throws InvitationGone in one of its kinds, MembershipNotBegun, WorkspaceSuspended, InvalidField `password`, SecretsBusy
 */
export class AcceptInvitation extends Command<{ memberId: MemberId }> {
  constructor(
    readonly actor: Actor,
    readonly token: string,
    readonly person: Newcomer,
  ) {
    super();
  }
}

type Found = FoundLink & { readonly member_id: MemberId; readonly names: readonly (string | null)[] };

/** `$1` hash, `$2` now. */
const linkToAccept = statement(
  'link_to_accept',
  `with ${linkCte('$1::bytea', '$2::timestamptz')}
   select l.verdict, l.starts_on::text as starts_on, l.member_id, array[m.username, m.email, m.first_name, m.last_name, w.slug, w.name] as names
     from link l join member m on m.workspace_id = l.workspace_id and m.id = l.member_id join workspace w on w.id = l.workspace_id`,
);

@HotCommandHandler(AcceptInvitation)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitation> {
  constructor(
    private readonly facts: HotFacts,
    private readonly secrets: Secrets,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, token, person }: AcceptInvitation): Promise<{ memberId: MemberId }> {
    const read = readInvitationToken(token);
    if (read.workspaceId !== actor.workspaceId) throw new InvitationUnknown();
    const { member_id: memberId, names } = await this.openLink(actor, read);
    checkPassword(person.password, { path: 'password', names: [...names, person.firstName, person.lastName] });
    const secretHash = await this.secrets.hash('password', person.password); // dear, so only behind a link that opens
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
        secret_hash: secretHash,
        now: this.clock.now(),
      },
      events: invitationAccepted(memberId, invitationId),
    });
    if (row?.outcome === 'accepted') return { memberId };
    throw refusalOf(row && { verdict: row.outcome, starts_on: row['starts_on'] as string | null }) ?? new InvitationUnknown();
  }

  private async openLink(actor: Actor, { hash }: SecretToken): Promise<Found> {
    const [row] = await this.units.readTrip(actor.workspaceId, [{ statement: linkToAccept, values: [hash, this.clock.now()] }]);
    const found = row as Found | undefined;
    const refusal = refusalOf(found);
    if (refusal) throw refusal;
    return found as Found;
  }
}
