import { z } from 'zod';
import { directoryLogCodes } from './directory-log.ts';
import { Id, Instant, ProductCode, anyOf, paging, text } from './fields.ts';

export const DirectoryProvider = z.enum(['okta', 'entra', 'other']);
const DirectoryDefaults = z.strictObject({
  groupIds: z.array(Id).max(20),
  seniority: Id.nullable(),
  products: z.array(ProductCode).max(20),
});
const DirectorySource = z.enum(['attributes', 'mapping']);
/** Stops a wave of deactivations: more than `count`, or more than `percent` of the connection's active members and at least 10, within ten minutes. */
const DeactivationBrake = z.strictObject({ percent: z.int().min(1).max(100), count: z.int().min(1).max(100_000) });
const settings = {
  name: text(100),
  onCreate: z.enum(['invite', 'active']),
  seatPolicy: z.enum(['wait', 'refuse']),
  sitesFrom: DirectorySource,
  productsFrom: DirectorySource,
  deactivationBrake: DeactivationBrake.nullable(),
  /** minutes for which a deactivated member's seat is kept, against flaps; 0 frees it at once */
  graceMinutes: z.int().min(0).max(1440),
};
export const AddConnectionBody = z.strictObject({ name: text(100), provider: DirectoryProvider });
export const EditConnectionBody = z
  .strictObject(settings)
  .partial()
  .extend({
    defaults: DirectoryDefaults.partial().optional(),
    /** `buy` is known and refused as long as nothing can be bought */
    seatPolicy: z.enum(['wait', 'refuse', 'buy']).optional(),
    /** off refuses its tokens at once; its members stay as they are */
    state: z.enum(['on', 'off']).optional(),
  });
const ConnectionToken = z
  .object({ id: Id, name: z.string(), createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant.optional() })
  .meta({ id: 'ConnectionToken' });
/** An OAuth 2.0 client of a connection: client credentials with a secret, or with `private_key_jwt`. */
const ConnectionClient = z
  .object({
    id: Id,
    clientId: z.string(),
    name: z.string(),
    method: z.enum(['client_secret', 'private_key_jwt']),
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.optional(),
  })
  .meta({ id: 'ConnectionClient' });
export const ConnectionReply = z
  .object({
    id: Id,
    provider: DirectoryProvider,
    ...settings,
    name: z.string(),
    state: z.enum(['on', 'off']),
    defaults: DirectoryDefaults,
    tokens: z.array(ConnectionToken),
    clients: z.array(ConnectionClient),
    /** members that it manages, those of them who wait for a seat, whose seat was refused, and deactivations that the brake holds */
    managed: z.int().nonnegative(),
    waiting: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    held: z.int().nonnegative(),
    groups: z.int().nonnegative(),
    baseUrl: z.string(),
    tokenUrl: z.string(),
    lastCallAt: Instant.optional(),
    lastErrorAt: Instant.optional(),
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

export const AddClientBody = z.strictObject({
  name: text(100),
  expiresAt: Instant.optional(),
  /** a public RSA or EC key as a JWK, for `private_key_jwt`; without it the answer carries a secret */
  publicKey: z.record(z.string().max(40), z.union([z.string().max(4096), z.array(z.string().max(40)).max(10)])).optional(),
});
export const ClientAdded = z
  .object({
    client: ConnectionClient,
    secret: z.object({ kind: z.literal('client_secret'), value: z.string() }).optional(),
    secretWithheld: z.boolean().optional(),
  })
  .meta({ id: 'ConnectionClientAdded' });

/** `POST …/test`: we call ourselves as the directory would, with a token that lives for the call only. `detail` is facts, in no language: a status, counts. */
export const ConnectionTest = z
  .object({
    items: z.array(
      z.object({ code: z.enum(['reachable', 'token', 'config', 'users', 'groups', 'seats']), ok: z.boolean(), detail: z.string() }),
    ),
  })
  .meta({ id: 'DirectoryConnectionTest' });

/** One call of a directory, in a form that can be said in plain words; `facts` are ids, names as sent and numbers, never bodies or secrets. */
export const DirectoryLogEntry = z
  .object({
    id: Id,
    at: Instant,
    code: z.enum(directoryLogCodes),
    method: z.string(),
    path: z.string(),
    status: z.int(),
    tookMs: z.int().nonnegative(),
    memberId: Id.optional(),
    times: z.int().positive(),
    facts: z.record(z.string(), z.unknown()),
    requestId: z.string().optional(),
  })
  .meta({ id: 'DirectoryLogEntry' });
export const DirectoryLogQuery = z.strictObject({
  ...paging,
  /** what was refused, or what was not; both by default */
  outcome: z.enum(['ok', 'refused']).optional(),
  code: anyOf(z.enum(directoryLogCodes)),
  /** part of a name, as it was sent or as the member is called now */
  q: z.string().max(100).optional(),
});
export const DirectoryLogReply = z
  .object({ items: z.array(DirectoryLogEntry), nextCursor: z.string().optional() })
  .meta({ id: 'DirectoryLog' });

export const DirectoryGroupReply = z
  .object({
    id: Id,
    displayName: z.string(),
    externalId: z.string().optional(),
    members: z.int().nonnegative(),
    /** absent: gives nothing */
    mapping: z
      .object({
        groupIds: z.array(Id),
        products: z.array(ProductCode),
        siteIds: z.array(Id),
        version: z.int(),
        /** members whom the process has not brought to it yet, and those who were refused something of it */
        behind: z.int().nonnegative(),
        refused: z.int().nonnegative(),
      })
      .optional(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'DirectoryGroup' });
export const ListDirectoryGroupsQuery = z.strictObject({ ...paging, q: z.string().trim().max(200).optional() });
export const DirectoryGroupsReply = z
  .object({ items: z.array(DirectoryGroupReply), nextCursor: z.string().optional() })
  .meta({ id: 'DirectoryGroups' });
export const PutMappingBody = z.strictObject({
  groupIds: z.array(Id).max(20),
  products: z.array(ProductCode).max(20),
  siteIds: z.array(Id).max(100),
});
/** Who would gain and lose what, and what it costs in seats, before anything is changed. `people` are the first 50 who change. */
export const MappingPreview = z
  .object({
    members: z.int().nonnegative(),
    gain: z.int().nonnegative(),
    lose: z.int().nonnegative(),
    seats: z.array(z.object({ product: ProductCode, name: z.string(), claimed: z.int(), freed: z.int(), free: z.int(), short: z.int() })),
    people: z.array(
      z.object({
        memberId: Id,
        displayName: z.string(),
        gains: z.object({ groupIds: z.array(Id), products: z.array(ProductCode), siteIds: z.array(Id) }),
        loses: z.object({ groupIds: z.array(Id), products: z.array(ProductCode), siteIds: z.array(Id) }),
      }),
    ),
  })
  .meta({ id: 'MappingPreview' });
/** Large groups are followed by a process: how many members it has brought to the new mapping so far. */
export const MappingChanged = z
  .object({ group: DirectoryGroupReply, applied: z.int().nonnegative(), of: z.int().nonnegative() })
  .meta({ id: 'MappingChanged' });

export const HeldQuery = z.strictObject(paging);
export const HeldReply = z
  .object({
    items: z.array(
      z.object({
        id: Id,
        memberId: Id,
        displayName: z.string(),
        wish: z.enum(['deactivate', 'delete']),
        askedAt: Instant,
        askedTimes: z.int(),
      }),
    ),
    total: z.int().nonnegative(),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'HeldDeactivations' });
/** Decides on all that is held, or on the named ones. */
export const DecideHeldBody = z.strictObject({ decision: z.enum(['release', 'refuse']), ids: z.array(Id).max(1000).optional() });
/** A call releases at most 100: `left` are held still, and whoever wants to go on asks again. `failed` stay held. */
export const HeldDecided = z
  .object({ done: z.int().nonnegative(), failed: z.int().nonnegative(), left: z.int().nonnegative() })
  .meta({ id: 'HeldDecided' });

/** Whom a connection may take over by name, and has not yet. */
export const AdoptionsReply = z
  .object({ items: z.array(z.object({ memberId: Id, displayName: z.string(), allowedBy: z.string(), allowedAt: Instant })) })
  .meta({ id: 'DirectoryAdoptions' });
/** Lets a connection take over members by name, whatever their rank or address; never an owner. */
export const AllowAdoptionBody = z.strictObject({ memberIds: z.array(Id).min(1).max(1000) });
