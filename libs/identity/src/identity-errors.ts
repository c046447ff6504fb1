import { DomainError } from '@placet/kernel';

/** Workspace, name or secret is wrong, or this member may not sign in. One answer for all of it, so that nobody learns who exists. */
export class SignInRefused extends DomainError {
  constructor() {
    super('workspace, username or password is wrong');
  }
}

/** Too many wrong secrets for this name from here, or for too many names; no secret is looked at until then. */
export class TooManyTries extends DomainError {
  constructor(readonly retryAfterSeconds: number) {
    super(`wait ${retryAfterSeconds} s`);
  }
}

/** Ten wrong secrets for this name from here, or a hundred in a row from anywhere: only a reset opens it again. */
export class SecretLocked extends DomainError {
  constructor() {
    super('locked until the secret is reset');
  }
}

/** A reset link that opens nothing any more. */
export class ResetLinkDead extends DomainError {
  constructor(readonly because: 'unknown' | 'used' | 'expired' | 'replaced') {
    super(`the reset link is ${because}`);
  }
}

/** More secrets are waiting to be checked than can be in time. */
export class SecretsBusy extends DomainError {
  constructor() {
    super('too many secrets are being checked');
  }
}
