import { z } from 'zod';
import { EmailAddress, Id, LanguageCode, ProductCode, Slug, text } from './fields.ts';

const grantedSeats = z.int().min(0).max(1_000_000);
const timeZone = z.string().refine((value) => Intl.supportedValuesOf('timeZone').includes(value) || value === 'UTC', {
  error: 'unknown_time_zone',
  params: { code: 'unknown_time_zone' },
});
export const OpenWorkspaceBody = z.strictObject({
  slug: Slug,
  name: text(100),
  language: LanguageCode.default('en'),
  languages: z.array(LanguageCode).min(1).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
  timeZone: timeZone.default('UTC'),
  owner: z.strictObject({ firstName: text(100), lastName: text(100), email: EmailAddress }),
  products: z.array(z.strictObject({ product: ProductCode, seats: grantedSeats })).max(20),
});
export const WorkspaceLimits = z.strictObject({
  scimRequestsPerSecond: z.int().min(1).max(1_000_000).nullable().optional(),
  membersMax: z.int().min(1).max(10_000_000).nullable().optional(),
});
export const PatchWorkspaceBody = z.strictObject({
  state: z.enum(['active', 'suspended']).optional(),
  limits: WorkspaceLimits.optional(),
  verifiedDomains: z.array(z.hostname()).max(100).optional(),
});
export const GrantSeatsBody = z.strictObject({ grantedSeats, reason: text(500) });
export const PutProductBody = z.strictObject({ name: text(100) });
export const ProductPath = z.object({ code: ProductCode });
export const WorkspaceProductPath = z.object({ id: z.uuid(), product: ProductCode });
/** A product of the catalogue that all workspaces share. */
export const ProductChanged = z.object({ code: ProductCode, name: z.string() }).meta({ id: 'Product' });
const pool = z.object({
  product: ProductCode,
  purchased: z.int(),
  assigned: z.int(),
  reserved: z.int(),
  waiting: z.int(),
  grandfathered: z.int(),
});
/** What the operator sees of a workspace: no personal data. */
export const OperatorWorkspace = z
  .object({
    id: Id,
    slug: Slug,
    name: z.string(),
    state: z.enum(['active', 'suspended']),
    limits: WorkspaceLimits,
    verifiedDomains: z.array(z.string()),
    seats: z.array(pool),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'OperatorWorkspace' });
export const WorkspaceOpened = z
  .object({
    workspace: OperatorWorkspace,
    secret: z.object({ ownerActivationLink: z.string(), ownerActivationToken: z.string() }).optional(),
    secretWithheld: z.boolean().optional(),
  })
  .meta({ id: 'WorkspaceOpened' });
export const OperatorWorkspaces = z
  .object({ items: z.array(OperatorWorkspace), nextCursor: z.string().optional() })
  .meta({ id: 'OperatorWorkspaces' });
export const AuditVerification = z
  .object({ entries: z.int(), sealed: z.int(), intact: z.boolean(), firstBroken: z.int().optional() })
  .meta({ id: 'AuditVerification' });
