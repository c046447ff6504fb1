import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { HotCommandHandler, UnitOfWork, readSecretToken, type SecretToken } from '@placet/platform';
import { ResetLinkDead } from '../identity-errors.ts';
import { checkPassword } from '../secrets/password-rules.ts';
import { Secrets } from '../secrets/secrets.ts';
import { SecretNews } from '../secret-news.ts';
import { completeReset, resetOfLink } from '../resets/reset-sql.ts';

/** Sets a new password by the link from the mail: once. Sessions and other links end, locks open, and the address is proven.
 *
 * @param token of the link; it names the workspace, which is the actor's
 * @throws ResetLinkDead, InvalidField `password`, SecretsBusy
 */
export class CompletePasswordReset extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly token: string,
    readonly password: string,
  ) {
    super();
  }
}

/** Hot by its shape only: the new password is hashed before the transaction begins. */
@HotCommandHandler(CompletePasswordReset)
export class CompletePasswordResetHandler implements ICommandHandler<CompletePasswordReset> {
  constructor(
    private readonly units: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly news: SecretNews,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, token, password }: CompletePasswordReset): Promise<void> {
    const link = readSecretToken('reset', token);
    if (!link || link.workspaceId !== actor.workspaceId) throw new ResetLinkDead('unknown');
    const { memberId, names } = await this.standing(link);
    checkPassword(password, { path: 'password', names });
    const secretHash = await this.secrets.hash('password', password);
    const isDone = await this.units.write(actor, async (unit) => {
      const [done] = await unit.run({ statement: completeReset, values: [link.hash, link.id, secretHash, this.clock.now()] });
      if (done) {
        await this.news.tell(memberId, done['session_epoch'] as number, { type: 'password_reset.completed', facts: { reset: link.id } });
      }
      return done !== undefined;
    });
    if (isDone) return;
    await this.standing(link); // someone was faster: it says by what
    throw new ResetLinkDead('used');
  }

  /** @throws ResetLinkDead unless it is open */
  private async standing({ workspaceId, hash, id }: SecretToken) {
    const [row] = await this.units.readTrip(workspaceId, [{ statement: resetOfLink, values: [hash, id, this.clock.now()] }]);
    if (!row) throw new ResetLinkDead('unknown');
    const { state, member_id, ...names } = row as Record<string, string | null>;
    if (state !== 'open') throw new ResetLinkDead(state as 'used' | 'expired' | 'replaced');
    return { memberId: member_id as MemberId, names: Object.values(names) };
  }
}
