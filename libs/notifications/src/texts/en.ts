import type { MailTexts } from './mail-text.ts';

const inviter = '{hasInvitedBy, select, yes {{invitedBy} invited you} other {You are invited}} to the workspace {workspaceName} on Placet.';
const invited =
  'You receive this mail because {hasInvitedBy, select, yes {{invitedBy}} other {an administrator}} entered your address in the workspace {workspaceName}.';
const account = 'You receive this mail because your account in the workspace {workspaceName} has this address.';

export const en: MailTexts = {
  greeting: 'Hello{hasFirstName, select, yes { {firstName}} other {}},',
  linkHint: 'If the button does not work, open this link:',
  mails: {
    invitation: {
      subject: '{hasInvitedBy, select, yes {{invitedBy} invited you} other {You are invited}} to {workspaceName}',
      preview: 'Accept until {expiresAt, date, day}.',
      heading: 'Join {workspaceName}',
      paragraphs: [inviter, 'Accept by {expiresAt, date, day}: choose a password, and your account is ready.'],
      button: 'Accept the invitation',
      after: 'The link works once. If you did not expect this mail, leave it: nothing happens.',
      reason: invited,
    },
    invitation_reminder: {
      subject: 'Reminder: your invitation to {workspaceName}',
      preview: 'It is open until {expiresAt, date, day}.',
      heading: 'Your invitation is still open',
      paragraphs: [inviter, 'You have not accepted yet. The invitation is open until {expiresAt, date, day}.'],
      button: 'Accept the invitation',
      after: 'The link works once. If you do not want to join, leave this mail: the invitation lapses by itself.',
      reason: invited,
    },
    password_reset: {
      subject: 'Choose a new password for {workspaceName}',
      preview: 'The link works until {expiresAt, time, minute}.',
      heading: 'Choose a new password',
      paragraphs: [
        '{hasRequestedBy, select, yes {{requestedBy} started a reset of your password} other {Somebody asked for a new password for your account}} in the workspace {workspaceName}.',
        'The link works once, until {expiresAt, date, day}, {expiresAt, time, minute}.',
      ],
      button: 'Choose a new password',
      after:
        '{hasRequestedBy, select, yes {If you do not know why, ask {requestedBy}.} other {If you did not ask for it, leave this mail: your password stays as it is.}}',
      reason: account,
    },
    secret_changed: {
      subject: 'Your {kind, select, pin {PIN} other {password}} for {workspaceName} was changed',
      preview: '{at, date, day}, {at, time, minute}',
      heading: 'Your {kind, select, pin {PIN} other {password}} was changed',
      paragraphs: [
        'On {at, date, day} at {at, time, minute} {hasChangedBy, select, yes {{changedBy} changed the {kind, select, pin {PIN} other {password}} of your account} other {the {kind, select, pin {PIN} other {password}} of your account was changed}} in the workspace {workspaceName}. Your other sessions were ended.',
        'If you know of it, there is nothing to do.',
      ],
      button: 'That was not me: choose a new password',
      after: 'Please also tell an administrator of your workspace.',
      reason: account,
    },
  },
};
