import type { MailTexts } from './mail-text.ts';

const inviter = '{hasInvitedBy, select, yes {{invitedBy} invited you} other {You are invited}} to the workspace {workspaceName} on Placet.';
const invited =
  'You receive this mail because {hasInvitedBy, select, yes {{invitedBy}} other {an administrator}} entered your address in the workspace {workspaceName}.';
const account = 'You receive this mail because your account in the workspace {workspaceName} has this address.';
const manages = 'You receive this mail because you manage the directories of the workspace {workspaceName}.';

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
    directory_credential_ends: {
      subject: 'The directory {connectionName} of {workspaceName} stops on {expiresAt, date, day}',
      preview: 'Its {kind, select, client {OAuth client} other {token}} {credentialName} expires.',
      heading: 'A {kind, select, client {client} other {token}} of {connectionName} expires',
      paragraphs: [
        'The {kind, select, client {OAuth client} other {token}} {credentialName}, with which the directory {connectionName} comes into the workspace {workspaceName}, expires on {expiresAt, date, day} at {expiresAt, time, minute}. From then on, nobody is added, changed or deactivated by it.',
        'Make a new one now and enter it at your identity provider. Both work until the old one expires.',
      ],
      button: 'Open the directory',
      after: 'If somebody has changed it already, revoke the old one there, and no further mail comes.',
      reason: manages,
    },
    directory_brake: {
      subject: '{connectionName} wants to deactivate many people in {workspaceName}',
      preview: 'Nobody is deactivated until an owner decides.',
      heading: 'The brake of {connectionName} holds deactivations',
      paragraphs: [
        'The directory {connectionName} asked for more deactivations in ten minutes than the brake of the workspace {workspaceName} lets through. What came after that is held: those people still have their access. When this mail was written, {held, plural, one {# deactivation was} other {# deactivations were}} held.',
        'Ask whoever runs your directory whether it is meant. Then let them through, or refuse them.',
      ],
      button: 'Look and decide',
      after: 'Only an owner can decide. Everything else that the directory asks for goes on.',
      reason: 'You receive this mail because you are an owner of the workspace {workspaceName}.',
    },
  },
};
