import { z } from 'zod';
import { BuiltInGroupCode, Id, Instant, LanguageCode, PermissionKey, text } from './fields.ts';

export const GroupReply = z
  .object({
    id: Id,
    name: z.string(),
    builtIn: BuiltInGroupCode.optional(),
    permissions: z.array(PermissionKey),
    rank: z.int(),
    sitesOnly: z.boolean(),
    emailRequired: z.boolean(),
    members: z.int().nonnegative(),
    version: z.int(),
  })
  .meta({ id: 'Group' });
export const GroupsReply = z.object({ items: z.array(GroupReply) }).meta({ id: 'Groups' });
export const AddGroupBody = z.strictObject({
  name: text(100),
  permissions: z.array(PermissionKey).max(100),
  sitesOnly: z.boolean().default(false),
});
export const EditGroupBody = AddGroupBody.partial().extend({ sitesOnly: z.boolean().optional() });
export const PermissionsReply = z
  .object({ items: z.array(z.object({ key: PermissionKey, rank: z.int(), heldBy: z.array(BuiltInGroupCode) })) })
  .meta({ id: 'Permissions' });

export const SiteReply = z
  .object({ id: Id, code: z.string(), name: z.string(), members: z.int().nonnegative(), version: z.int() })
  .meta({ id: 'Site' });
export const SitesReply = z.object({ items: z.array(SiteReply) }).meta({ id: 'Sites' });
export const AddSiteBody = z.strictObject({ code: text(40), name: text(100) });
export const EditSiteBody = z.strictObject({ name: text(100).optional() });

export const SeniorityReply = z.object({ id: Id, name: z.string() }).meta({ id: 'Seniority' });
export const SenioritiesReply = z.object({ items: z.array(SeniorityReply), version: z.int() }).meta({ id: 'Seniorities' });
export const PutSenioritiesBody = z.strictObject({ items: z.array(z.strictObject({ id: Id.optional(), name: text(100) })).max(100) });

/** The policies of `product.md` §13 that have something to decide today. Defaults are the product's. */
export const Policies = z.strictObject({
  'identity.emailChange': z.enum(['self_verified', 'admin', 'off']).default('self_verified'),
  'fields.emailRequiredForGroups': z.array(Id).max(100).nullable().default(null),
  'credential.initial': z.enum(['activation_link', 'temporary', 'pin']).default('activation_link'),
  'invitation.days': z.int().min(1).max(90).default(14),
  'invitation.reminders': z.array(z.int().min(1).max(89)).max(5).default([3, 7]),
  'seat.onFull.console': z.enum(['refuse', 'wait']).default('refuse'),
  'seat.onFull.scim': z.enum(['wait', 'refuse']).default('wait'),
  'seat.overageLimit': z.int().min(0).max(1000).default(0),
  'scope.model': z.enum(['sites', 'none']).default('sites'),
  'member.createThrough': z.enum(['all', 'console']).default('all'),
  'ban.keepsSeat': z.boolean().default(false),
  'session.idleHours': z.int().min(1).max(168).default(12),
  'session.absoluteDays': z.int().min(1).max(90).default(7),
  supportContact: text(200).nullable().default(null),
});
export type PolicyValues = z.infer<typeof Policies>;
export const defaultPolicies: PolicyValues = Policies.parse({});
export const PoliciesReply = z.object({ values: Policies, version: z.int(), changedAt: Instant }).meta({ id: 'Policies' });
type PolicyFields = typeof Policies.shape;
type GivenPolicies = { [Key in keyof PolicyFields]: z.ZodOptional<ReturnType<PolicyFields[Key]['unwrap']>> };
// Not partial(): that keeps the defaults, and an absent policy would be set back to its default in place of staying as it is.
const givenPolicies = Object.fromEntries(Object.entries(Policies.shape).map(([key, field]) => [key, field.unwrap().optional()]));
/** Policies to change; absent ones stay. */
export const PutPoliciesBody = z.strictObject({ values: z.strictObject(givenPolicies as GivenPolicies) });
export const WorkspaceLanguages = z.array(LanguageCode).min(1);
