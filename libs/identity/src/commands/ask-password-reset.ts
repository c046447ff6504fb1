import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type Actor, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { loginName } from '../canonical-email.ts';
import { PasswordResets } from '../resets/password-resets.ts';
import { resettableByName } from '../resets/reset-sql.ts';

/** Three mails an hour, however a name can be spelt. */
const mostAnHour = 3;

/** Asks for a reset link. What comes of it is told to nobody but the stored address: a mail, if there is a member who can use one.
 *
 * @param actor somebody who has proven nothing yet, of the workspace that was named, which may be none
 * @see F17; ASVS 6.4.3, 6.3.8
 */
export class AskPasswordReset extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly username: string,
  ) {
    super();
  }
}

@CommandHandler(AskPasswordReset)
export class AskPasswordResetHandler implements ICommandHandler<AskPasswordReset> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly resets: PasswordResets,
    private readonly clock: Clock,
  ) {}

  async execute({ username }: AskPasswordReset): Promise<void> {
    const values = [loginName(username) ?? null, this.clock.now()];
    const [found] = await this.em.execute<{ member_id: MemberId }>(resettableByName, values);
    if (found && (await this.resets.inTheLastHour(found.member_id)) < mostAnHour) await this.resets.open(found.member_id);
  }
}
