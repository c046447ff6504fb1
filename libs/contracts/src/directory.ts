import { z } from 'zod';
import { Id, Instant, ProductCode, text } from './fields.ts';

export const DirectoryProvider = z.enum(['okta', 'entra', 'other']);
export const DirectoryDefaults = z.strictObject({
  groupIds: z.array(Id).max(20),
  seniority: Id.nullable(),
  products: z.array(ProductCode).max(20),
});
export const AddConnectionBody = z.strictObject({ name: text(100), provider: DirectoryProvider });
export const EditConnectionBody = z.strictObject({
  name: text(100).optional(),
  onCreate: z.enum(['invite', 'active']).optional(),
  seatPolicy: z.enum(['wait', 'refuse']).optional(),
  defaults: DirectoryDefaults.partial().optional(),
});
export const ConnectionToken = z
  .object({ id: Id, name: z.string(), createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant.optional() })
  .meta({ id: 'ConnectionToken' });
export const ConnectionReply = z
  .object({
    id: Id,
    name: z.string(),
    provider: DirectoryProvider,
    onCreate: z.enum(['invite', 'active']),
    seatPolicy: z.enum(['wait', 'refuse']),
    defaults: DirectoryDefaults,
    tokens: z.array(ConnectionToken),
    managed: z.int().nonnegative(),
    baseUrl: z.string(),
    lastCallAt: Instant.optional(),
    version: z.int(),
    createdAt: Instant,
  })
  .meta({ id: 'DirectoryConnection' });
export const ConnectionsReply = z.object({ items: z.array(ConnectionReply) }).meta({ id: 'DirectoryConnections' });
export const ConnectionChanged = z.object({ connection: ConnectionReply }).meta({ id: 'DirectoryConnectionChanged' });
export const AddTokenBody = z.strictObject({ name: text(100), expiresAt: Instant.optional() });
export const TokenAdded = z
  .object({
    token: ConnectionToken,
    secret: z.object({ kind: z.literal('token'), value: z.string() }).optional(),
    secretWithheld: z.boolean().optional(),
  })
  .meta({ id: 'ConnectionTokenAdded' });
