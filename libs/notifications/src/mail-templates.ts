/** What each mail says beside its link. Names and messages are plain text: they are escaped when the mail is composed. Never a password or PIN. */
export interface MailValues {
  /** `invitedBy` is a display name; absent where no person invited (a directory, the operator). `message` is the inviter's own. */
  invitation: { firstName: string; workspaceName: string; invitedBy?: string; message?: string; expiresAt: Date };
  invitation_reminder: { firstName: string; workspaceName: string; invitedBy?: string; expiresAt: Date };
  /** `requestedBy` is the administrator who started it; absent where it was asked for on the sign-in page. */
  password_reset: { firstName: string; workspaceName: string; requestedBy?: string; expiresAt: Date };
  /** `changedBy` is the administrator who changed it; absent where the member did. */
  secret_changed: { firstName: string; workspaceName: string; kind: 'password' | 'pin'; changedBy?: string; at: Date };
  /** To those who manage directories: `credentialName` of the connection `connectionName` stops working. */
  directory_credential_ends: {
    firstName: string;
    workspaceName: string;
    connectionName: string;
    credentialName: string;
    kind: 'token' | 'client';
    expiresAt: Date;
  };
  /** To the owners: the brake of the connection `connectionName` holds `held` deactivations. */
  directory_brake: { firstName: string; workspaceName: string; connectionName: string; held: string };
}
export type MailTemplate = keyof MailValues;
