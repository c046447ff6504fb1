import { z } from 'zod';
import { EmailAddress, Id, Instant, LanguageCode, Password, PermissionKey, Slug, Username } from './fields.ts';

export const SignInBody = z.strictObject({ workspace: Slug, username: Username, password: Password });
/** `next` names the only page that may be opened. */
export const NextStep = z.enum(['home', 'change_secret']);
export const SignInReply = z
  .object({ member: z.object({ id: Id, displayName: z.string(), language: LanguageCode }), next: NextStep })
  .meta({ id: 'SignInReply' });
export const SessionReply = z
  .object({
    id: Id,
    current: z.boolean(),
    createdAt: Instant,
    lastSeenAt: Instant,
    expiresAt: Instant,
    userAgent: z.string().optional(),
    source: z.string().optional(),
  })
  .meta({ id: 'Session' });
export const SessionsReply = z.object({ items: z.array(SessionReply) }).meta({ id: 'Sessions' });
export const PasswordResetBody = z.strictObject({ workspace: Slug, username: Username });
export const CompletePasswordResetBody = z.strictObject({ token: z.string().max(400), password: Password });
export const ChangeSecretBody = z.strictObject({
  current: Password,
  next: Password,
  language: LanguageCode.optional(),
  defaultSiteId: Id.optional(),
});
export const ConfirmSessionBody = z.strictObject({ password: Password });
export const MeReply = z
  .object({
    member: z.object({
      id: Id,
      displayName: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      username: z.string(),
      email: EmailAddress.optional(),
      language: LanguageCode,
      sites: z.array(z.object({ id: Id, name: z.string() })),
      defaultSiteId: Id.optional(),
    }),
    workspace: z.object({
      id: Id,
      slug: Slug,
      name: z.string(),
      timeZone: z.string(),
      /** the workspace's own first */
      languages: z.array(LanguageCode),
      supportContact: z.string().optional(),
    }),
    permissions: z.array(PermissionKey),
    rank: z.int(),
    next: NextStep,
    secretKind: z.enum(['password', 'pin']),
    signedInAt: Instant,
  })
  .meta({ id: 'Me' });
