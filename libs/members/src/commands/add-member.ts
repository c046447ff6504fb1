import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Secrets, newPin, newTemporaryPassword } from '@placet/identity';
import { Clock, Ids, InvalidField, type Actor, type InvitationId, type MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork, statement } from '@placet/platform';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { creationOf, type FirstSecret, type NewMember } from '../new-member.ts';
import { grantsOf, reachOf } from '../reach.ts';

const temporaryHours = 24;
const usualCredential = statement(
  'usual_credential',
  `select values ->> 'credential.initial' as usual from policy order by version desc limit 1`,
);

export type CredentialChoice = 'activation_link' | 'pin' | 'temporary_password' | 'single_sign_on';

/** The new member, and what is shown once: a PIN or a temporary password. An activation link is made where it is asked for. */
export interface MemberAdded {
  readonly memberId: MemberId;
  readonly invitationId?: InvitationId;
  readonly outcome: 'added' | 'waiting' | 'without_access';
  readonly secret?: { readonly kind: 'pin' | 'temporary_password'; readonly value: string };
}

/** Adds a member and claims his seats: one transaction, all of his products or none (L6, F1-F11, E12).
 *
 * @param credential absent: the policy `credential.initial` says
 * @throws NoSeatLeft, UsernameTaken, AlreadyInvited, RankTooLow, PermissionMissing for a right that the actor may not give, ProductNotSold, InvalidField naming the field
 */
export class AddMember extends Command<MemberAdded> {
  constructor(
    readonly actor: Actor,
    readonly person: NewMember,
    readonly credential: CredentialChoice | undefined,
    readonly sendMail: boolean,
  ) {
    super();
  }
}

@HotCommandHandler(AddMember)
export class AddMemberHandler implements ICommandHandler<AddMember> {
  constructor(
    private readonly facts: HotFacts,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly units: UnitOfWork,
  ) {}

  async execute({ actor, person, credential, sendMail }: AddMember): Promise<MemberAdded> {
    const memberId = this.ids.next<MemberId>();
    const invitationId = this.ids.next<InvitationId>();
    const { first, secret } = await this.firstSecret(person, credential ?? (await this.usualCredential(actor, person)), sendMail);
    const made = { memberId, invitationId, now: this.clock.now() };
    const row = await this.facts.run(
      actor,
      creationOf(actor, person, first, made, { ...reachOf(actor, 'members.add'), ...grantsOf(actor) }),
    );
    const { outcome, state } = judged(row, { products: person.products, rank: actor.rank, act: 'be added' });
    return {
      memberId,
      outcome: outcome as MemberAdded['outcome'],
      ...(state === 'invited' ? { invitationId } : {}),
      ...(secret ? { secret } : {}),
    };
  }

  /** A PIN is for who has no address; whoever has one gets a link in its place. */
  private async usualCredential({ workspaceId }: Actor, { email }: NewMember): Promise<CredentialChoice> {
    const [row] = await this.units.hot(workspaceId, [{ statement: usualCredential, values: [] }]);
    if (row?.['usual'] === 'temporary') return 'temporary_password';
    return row?.['usual'] === 'pin' && !email ? 'pin' : 'activation_link';
  }

  private async firstSecret(person: NewMember, credential: CredentialChoice, sendMail: boolean) {
    if (credential === 'single_sign_on') throw new InvalidField('credential', 'not_available');
    if (credential === 'activation_link') {
      return { first: { kind: 'none', begins: 'invited', sendsMail: sendMail } satisfies FirstSecret };
    }
    if (credential === 'pin' && person.email) throw new InvalidField('credential', 'pin_needs_no_email');
    const value = credential === 'pin' ? newPin() : newTemporaryPassword();
    const hash = await this.secrets.hash(credential, value);
    const expiresAt = new Date(this.clock.now().getTime() + temporaryHours * 3_600_000);
    const first: FirstSecret = {
      kind: credential,
      begins: 'active',
      hash,
      sendsMail: false,
      ...(credential === 'pin' ? {} : { expiresAt }),
    };
    return { first, secret: { kind: credential, value } };
  }
}
