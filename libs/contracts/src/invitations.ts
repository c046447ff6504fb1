import { z } from 'zod';
import { anyOf, CalendarDate, EmailAddress, Id, Instant, LanguageCode, pageOf, paging, Password, ProductCode, text } from './fields.ts';

export const InvitationState = z.enum(['open', 'accepted', 'declined', 'revoked', 'expired']);
export const InvitationRow = z
  .object({
    id: Id,
    member: z.object({ id: Id, displayName: z.string(), email: z.string().optional(), username: z.string() }),
    invitedBy: z.string(),
    groups: z.array(z.string()),
    products: z.array(ProductCode),
    state: InvitationState,
    sendsMail: z.boolean(),
    sentAt: Instant.optional(),
    mailState: z.enum(['none', 'queued', 'sent', 'bounced', 'failed']),
    openedAt: Instant.optional(),
    expiresAt: Instant,
    createdAt: Instant,
  })
  .meta({ id: 'Invitation' });
export const InvitationPage = pageOf(InvitationRow, 'InvitationPage');
export const ListInvitationsQuery = z.strictObject({ ...paging, state: anyOf(InvitationState), q: z.string().trim().max(200).optional() });
export const ExtendInvitationBody = z.strictObject({ days: z.int().min(1).max(90) });
export const InvitationChanged = z
  .object({
    invitation: InvitationRow,
    secret: z.object({ kind: z.literal('activation_link'), value: z.string() }).optional(),
    secretWithheld: z.boolean().optional(),
  })
  .meta({ id: 'InvitationChanged' });
export const InvitationTokenBody = z.strictObject({ token: z.string().max(400) });
/** What the invitation page shows; looking changes nothing. `startsOn` stands there while it is too early to accept. */
export const InvitationPreview = z
  .object({
    workspace: z.object({ slug: z.string(), name: z.string() }),
    invitedBy: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    username: z.string(),
    email: EmailAddress.optional(),
    groups: z.array(z.string()),
    products: z.array(ProductCode),
    language: LanguageCode,
    message: z.string().optional(),
    expiresAt: Instant,
    startsOn: CalendarDate.optional(),
    supportContact: z.string().optional(),
  })
  .meta({ id: 'InvitationPreview' });
export const AcceptInvitationBody = z.strictObject({
  token: z.string().max(400),
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  password: Password,
  language: LanguageCode.optional(),
});
