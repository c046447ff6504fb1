import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Credentials, Secrets, newPin, newTemporaryPassword } from '@placet/identity';
import { Clock, StateConflict, type Actor, type MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork, WorkspaceEm } from '@placet/platform';
import { rankOf } from '../facts/member-sql.ts';
import { reachableMember } from '../reachable-member.ts';

const temporaryHours = 24;

/** How a reset was made: a mail went out, or a secret is to be handed over, once. */
export interface SecretReset {
  readonly form: 'mail' | 'pin' | 'temporary_password';
  readonly secret?: { readonly kind: 'pin' | 'temporary_password'; readonly value: string };
}

/** Starts a reset (F17, the padlock): whoever has a password and an address gets a mail; the others a new PIN, which is shown once and must be
 * changed. Without an address, but with rights that a PIN may not open, it is a temporary password.
 *
 * @throws NotFound, RankTooLow, StateConflict where he is not active or signs in without a secret
 */
export class ResetSecret extends Command<SecretReset> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@HotCommandHandler(ResetSecret)
export class ResetSecretHandler implements ICommandHandler<ResetSecret> {
  constructor(
    private readonly units: UnitOfWork,
    private readonly em: WorkspaceEm,
    private readonly credentials: Credentials,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, memberId }: ResetSecret): Promise<SecretReset> {
    const [known] = await this.units.hot(actor.workspaceId, [
      {
        statement: `select m.email_key is not null and a.secret_kind in ('password', 'temporary_password') as gets_mail, m.email is null and ${rankOf('m')} <= 10 as gets_pin
                      from member m join account a on a.workspace_id = m.workspace_id and a.member_id = m.id where m.id = $1`,
        values: [memberId],
      },
    ]);
    // Hashing costs 20 ms by intent, so it is done before anything is locked.
    const made = known && !known['gets_mail'] ? await this.newSecret(Boolean(known['gets_pin'])) : undefined;
    return this.units.write(actor, () => this.reset(actor, memberId, made));
  }

  private async newSecret(isPin: boolean) {
    const kind = isPin ? ('pin' as const) : ('temporary_password' as const);
    const value = isPin ? newPin() : newTemporaryPassword();
    return { kind, value, hash: await this.secrets.hash(kind, value) };
  }

  private async reset(
    actor: Actor,
    memberId: MemberId,
    made: Awaited<ReturnType<typeof this.newSecret>> | undefined,
  ): Promise<SecretReset> {
    const member = await reachableMember(this.em, actor, 'members.resetSecret', memberId);
    if (member.state !== 'active') throw new StateConflict('member', member.state, 'have his secret reset');
    if (!(await this.credentials.has(memberId))) throw new StateConflict('member', 'without a secret', 'have it reset');
    if (made?.kind === 'pin' && !(await this.mayHavePin(memberId)))
      throw new StateConflict('member', 'changing this moment', 'have his secret reset');
    if (!made) {
      const asker = actor.kind === 'member' ? (actor.id as MemberId) : undefined;
      if (!(await this.credentials.mailReset(memberId, asker)))
        throw new StateConflict('member', 'changing this moment', 'have his secret reset');
      this.happened(memberId, 'mail');
      return { form: 'mail' };
    }
    const expiresAt = made.kind === 'pin' ? undefined : new Date(this.clock.now().getTime() + temporaryHours * 3_600_000);
    await this.credentials.set(memberId, made.kind, made.hash, expiresAt);
    this.happened(memberId, made.kind);
    return { form: made.kind, secret: { kind: made.kind, value: made.value } };
  }

  /** Under his lock: he may have got other groups, or an address, since the PIN was made. */
  private async mayHavePin(memberId: MemberId): Promise<boolean> {
    const [row] = await this.em.execute<{ may: boolean }>(
      `select m.email is null and ${rankOf('m')} <= 10 as may from member m where m.id = $1`,
      [memberId],
    );
    return row?.may === true;
  }

  private happened(memberId: MemberId, form: SecretReset['form']): void {
    this.em.record({ type: 'member.secret_reset', subject: { kind: 'member', id: memberId }, facts: { form } });
  }
}
