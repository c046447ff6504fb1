import { DomainError, type MemberId } from '@placet/kernel';

/** A connection has two live tokens, so that one can be changed for the other; a third one would be forgotten. */
export class TwoTokensLive extends DomainError {
  constructor(readonly tokens: readonly string[]) {
    super('the connection has two live tokens');
  }
}

/** A connection has two live OAuth clients, so that one can be changed for the other; a third one would be forgotten. */
export class TwoClientsLive extends DomainError {
  constructor(readonly clients: readonly string[]) {
    super('the connection has two live clients');
  }
}

/** Why a directory can't take over a member whom nobody manages. */
export type AdoptionBar = 'email_not_in_verified_domain' | 'changes_username_or_email';

/** The first write of a directory to a member whom nobody manages would take him over, and may not (`scim.md` §3). */
export class AdoptionRefused extends DomainError {
  constructor(readonly because: AdoptionBar) {
    super(`the directory may not take the member over: ${because}`);
  }
}

/** More people at once than the connection's brake lets through: nothing has changed, and owners decide (`scim.md` §15). */
export class BrakeHeld extends DomainError {
  constructor(
    readonly memberId: MemberId,
    readonly wish: 'deactivate' | 'delete',
  ) {
    super('the brake of the connection holds this');
  }
}
