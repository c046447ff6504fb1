import { problem } from '@placet/platform';
import { ResetLinkDead, SecretLocked, SecretsBusy, SignInRefused, TooManyTries } from './identity-errors.ts';

problem(SignInRefused, {
  status: 401,
  title: 'That did not match',
  headers: () => ({ 'www-authenticate': 'Session realm="placet"' }),
  ways: ['reset-password', 'ask-an-administrator'],
  means: 'Workspace, username, password or PIN is wrong, or this person may not sign in at present. The answer is the same for all of it.',
  remedy: 'Check all three. If you have forgotten the password, ask for a reset; for a new PIN ask an administrator.',
});
problem(TooManyTries, {
  status: 429,
  title: 'Too many wrong tries',
  facts: ({ retryAfterSeconds }) => ({ retryAfterSeconds }),
  headers: ({ retryAfterSeconds }) => ({ 'retry-after': String(retryAfterSeconds) }),
  ways: ['wait', 'reset-password'],
  means:
    'After five wrong secrets for one name, or wrong ones for twenty names, this place waits; each further wrong one doubles the wait.',
  remedy: 'Wait for as many seconds as the header Retry-After says, or reset the password. Until then no secret is looked at.',
});
problem(SecretLocked, {
  status: 403,
  title: 'Locked until the password or PIN is reset',
  ways: ['reset-password', 'ask-an-administrator'],
  means: 'Ten wrong secrets came for this name from here, or a hundred in a row from anywhere.',
  remedy: 'Ask for a reset by mail, or ask an administrator for a new PIN.',
});
problem(ResetLinkDead, {
  status: 410,
  title: 'This reset link does not work any more',
  facts: ({ because }) => ({ because }),
  ways: ['reset-password'],
  means: 'A link works once and for an hour. A newer one, a changed password or a changed address ends it sooner; `because` says which.',
  remedy: 'Ask for a new link.',
});
problem(SecretsBusy, {
  status: 503,
  title: 'Many people are signing in right now',
  headers: () => ({ 'retry-after': '2' }),
  means: 'Checking a secret is made to cost time, and more are waiting than can be checked within seconds.',
  remedy: 'Repeat the request in a few seconds.',
});
