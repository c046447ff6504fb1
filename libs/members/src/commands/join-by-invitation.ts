import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Sessions, type SignedIn } from '@placet/identity';
import type { Actor } from '@placet/kernel';
import { Bus, HotCommandHandler, NotSignedIn, type Visit } from '@placet/platform';
import { AcceptInvitation, type Newcomer } from './accept-invitation.ts';

/** Accepts an invitation and signs in. The acceptance stands alone: whoever is cut off after it signs in with his password.
 *
 * @throws as AcceptInvitation, and NotSignedIn where he was deactivated in that very moment
 */
export class JoinByInvitation extends Command<SignedIn> {
  constructor(
    readonly actor: Actor,
    readonly token: string,
    readonly person: Newcomer,
    readonly visit: Visit,
  ) {
    super();
  }
}

@HotCommandHandler(JoinByInvitation)
export class JoinByInvitationHandler implements ICommandHandler<JoinByInvitation> {
  constructor(
    private readonly bus: Bus,
    private readonly sessions: Sessions,
  ) {}

  async execute({ actor, token, person, visit }: JoinByInvitation): Promise<SignedIn> {
    const { memberId } = await this.bus.execute(new AcceptInvitation(actor, token, person));
    const signedIn = await this.sessions.start(actor, memberId, visit);
    if (!signedIn) throw new NotSignedIn();
    return signedIn;
  }
}
