import { DomainError } from '@placet/kernel';

/** A link that opens nothing any more, each for its own reason. */
export abstract class InvitationGone extends DomainError {
  constructor(readonly because: 'expired' | 'revoked' | 'used' | 'replaced' | 'unvouched' | 'unknown') {
    super(`the invitation is ${because}`);
  }
}

/** Its last day is over, whether its process has closed it or not. */
export class InvitationExpired extends InvitationGone {
  constructor() {
    super('expired');
  }
}

/** Withdrawn, or the invited person was deactivated or banned. */
export class InvitationRevoked extends InvitationGone {
  constructor() {
    super('revoked');
  }
}

/** Accepted before: a link works once. */
export class InvitationUsed extends InvitationGone {
  constructor() {
    super('used');
  }
}

/** A later link took its place: it was sent again, or a link was copied. */
export class InvitationReplaced extends InvitationGone {
  constructor() {
    super('replaced');
  }
}

/** Whoever invited may not give these rights any more; somebody who may has to send it again. */
export class InvitationUnvouched extends InvitationGone {
  constructor() {
    super('unvouched');
  }
}

/** No link of ours, or mistyped, or of another workspace. */
export class InvitationUnknown extends InvitationGone {
  constructor() {
    super('unknown');
  }
}

/** The membership begins on a later day; until then there is no sign-in, and the link keeps. */
export class MembershipNotBegun extends DomainError {
  constructor(readonly startsOn: string) {
    super(`the membership begins on ${startsOn}`);
  }
}

/** Somebody is signed in on this browser. Nobody accepts in another's session, and nothing is used up. */
export class OtherAccountSignedIn extends DomainError {
  constructor() {
    super('somebody is signed in here');
  }
}
