import { problem } from '@placet/platform';
import * as errors from './invitation-errors.ts';

const askAgain = 'Ask whoever invited you, or an administrator of the workspace, to send the invitation again.';

problem(errors.InvitationExpired, {
  status: 410,
  title: 'This invitation has expired',
  ways: ['ask-for-a-new-one'],
  means: 'An invitation is open for a number of days, which are over.',
  remedy: askAgain,
});
problem(errors.InvitationRevoked, {
  status: 410,
  title: 'This invitation was withdrawn',
  means: 'An administrator has withdrawn it, or the invited account is closed.',
  remedy: 'If that is a mistake, ask whoever invited you.',
});
problem(errors.InvitationUsed, {
  status: 410,
  title: 'This invitation was already accepted',
  ways: ['sign-in', 'reset-password'],
  means: 'A link works once, and this one has.',
  remedy: 'Sign in with the username and password that were chosen then.',
});
problem(errors.InvitationReplaced, {
  status: 410,
  title: 'A newer link has taken the place of this one',
  means: 'The invitation was sent again, or its link was copied; the links before that are dead.',
  remedy: 'Use the link of the newest mail, or the one that was handed over last.',
});
problem(errors.InvitationUnvouched, {
  status: 410,
  title: 'Whoever invited may not give these rights any more',
  ways: ['ask-for-a-new-one'],
  means: 'The invitation gives more than the person who stands for it may give today: his own rights have changed, or he has left.',
  remedy: 'Ask an administrator of the workspace to send the invitation again.',
});
problem(errors.InvitationUnknown, {
  status: 410,
  title: 'This link opens nothing',
  means: 'It is incomplete, mistyped, or no link to an invitation.',
  remedy: 'Open the newest mail and use its link as it is.',
});
problem(errors.MembershipNotBegun, {
  status: 409,
  title: 'It is too early',
  facts: ({ startsOn }) => ({ startsOn }),
  means: 'The membership begins on the day that `startsOn` names, in the time zone of the workspace. The link keeps until then and beyond.',
  remedy: 'Come back on that day with the same link.',
});
problem(errors.OtherAccountSignedIn, {
  status: 403,
  title: 'Someone else is signed in on this browser',
  ways: ['sign-out'],
  means: 'An invitation is accepted by the person who was invited, never in the session of another. Nothing was used up.',
  remedy: 'Sign out, then open the link again.',
});
