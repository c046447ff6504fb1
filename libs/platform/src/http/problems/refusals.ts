import { DomainError } from '@placet/kernel';
import { problem } from './problem-table.ts';

/** No credential, a dead one, or one of another kind than the route takes. */
export class NotSignedIn extends DomainError {
  constructor(readonly scheme: 'Session' | 'Bearer' = 'Session') {
    super('a credential that holds is needed');
  }
}
problem(NotSignedIn, {
  status: 401,
  title: 'Sign in first',
  headers: ({ scheme }) => ({ 'www-authenticate': `${scheme} realm="placet"` }),
  means: 'The request carried no credential, one that is not valid any more, or one of a kind that this address does not take.',
  remedy: 'Sign in again, or send the token that belongs to this door.',
});

/** The member can do nothing before he has chosen a new secret. */
export class SecretChangeRequired extends DomainError {
  constructor() {
    super('the password or PIN must be changed first');
  }
}
problem(SecretChangeRequired, {
  status: 403,
  title: 'Change your password or PIN first',
  ways: ['change-secret'],
  means: 'This account was given a first password or PIN, or an administrator asked for a new one.',
  remedy: 'Choose a new one with POST /api/v1/me/secret, then repeat the request.',
});

/** A sensitive act, and the secret was proven too long ago. */
export class RecentSignInNeeded extends DomainError {
  constructor(readonly maxAgeMinutes: number) {
    super(`a sign-in of at most ${maxAgeMinutes} minutes ago is needed`);
  }
}
problem(RecentSignInNeeded, {
  status: 403,
  title: 'Confirm that it is you',
  facts: ({ maxAgeMinutes }) => ({ maxAgeMinutes }),
  ways: ['confirm-session'],
  means: 'Sensitive acts need a sign-in that is only minutes old.',
  remedy: 'Send the password to POST /api/v1/session/confirm, then repeat the request.',
});

/** An unsafe request with a cookie that another site may have caused. */
export class ForeignOrigin extends DomainError {
  constructor(readonly because: 'origin' | 'token') {
    super(because === 'token' ? 'the header X-XSRF-TOKEN does not match the session' : 'the request does not come from this site');
  }
}
problem(ForeignOrigin, {
  status: 403,
  title: 'The request may come from another site',
  facts: ({ because }) => ({ because }),
  means: 'Requests that change something and carry the session cookie must come from Placet itself and repeat the cookie XSRF-TOKEN.',
  remedy: 'Copy the cookie XSRF-TOKEN into the header X-XSRF-TOKEN, and send the Origin of this installation. Then repeat the request.',
});

/** Too often. */
export class TooManyRequests extends DomainError {
  constructor(readonly retryAfterSeconds: number) {
    super(`ask again in ${retryAfterSeconds} s`);
  }
}
problem(TooManyRequests, {
  status: 429,
  title: 'Too many requests',
  facts: ({ retryAfterSeconds }) => ({ retryAfterSeconds }),
  headers: ({ retryAfterSeconds }) => ({ 'retry-after': String(retryAfterSeconds) }),
  means: 'More requests came from you, or for this address, than the limit allows.',
  remedy: 'Wait for as many seconds as the header Retry-After says, then repeat the request.',
});

/** The database or something on the way to it does not answer. */
export class Unavailable extends DomainError {
  constructor() {
    super('the service can not answer now');
  }
}
problem(Unavailable, {
  status: 503,
  title: 'Not available right now',
  headers: () => ({ 'retry-after': '2' }),
  means: 'A part that is needed for the answer is down or too busy. What was asked may or may not have been done.',
  remedy: 'Repeat the request in a few seconds, with the same Idempotency-Key.',
});

/** A defect of ours. */
export class Unexpected extends DomainError {
  constructor() {
    super('something went wrong on our side');
  }
}
problem(Unexpected, {
  status: 500,
  title: 'Something went wrong on our side',
  means: 'The request met a defect. It was logged under its request id; nothing was changed.',
  remedy: 'Repeat the request. If it fails again, tell us the request id.',
});
