import { z } from 'zod';
import {
  anyOf,
  CalendarDate,
  DoorName,
  EmailAddress,
  HoldingState,
  Id,
  Instant,
  LanguageCode,
  MemberKind,
  MemberStateName,
  pageOf,
  paging,
  PermissionKey,
  ProductCode,
  text,
  Username,
} from './fields.ts';

export const Address = z.strictObject({
  street: text(200).optional(),
  city: text(100).optional(),
  postalCode: text(20).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});
/** What to do where no seat is free (`product.md` §3.4). */
export const OnFull = z.enum(['refuse', 'wait', 'without_access']);
export const CredentialChoice = z.enum(['activation_link', 'pin', 'temporary_password', 'single_sign_on']);

const unique = <T>(list: T[]) => new Set(list).size === list.length;
const ids = (max: number) =>
  z
    .array(Id)
    .max(max)
    .refine(unique, { error: 'repeated', params: { code: 'repeated' } });
const products = z
  .array(ProductCode)
  .max(20)
  .refine(unique, { error: 'repeated', params: { code: 'repeated' } });

/** Adds a member (L6, L7, F2-F11): with an e-mail, the e-mail is the first username. */
export const AddMemberBody = z.strictObject({
  firstName: text(100),
  lastName: text(100),
  email: EmailAddress.optional(),
  username: Username.optional(),
  groupIds: ids(20).min(1),
  seniority: Id.optional(),
  products,
  siteIds: ids(200).optional(),
  defaultSiteId: Id.optional(),
  language: LanguageCode.optional(),
  /** absent: what the policy `credential.initial` says */
  credential: CredentialChoice.optional(),
  sendMail: z.boolean().default(true),
  message: text(2000).optional(),
  jobTitle: text(100).optional(),
  mobile: text(40).optional(),
  address: Address.optional(),
  startsOn: CalendarDate.optional(),
  endsOn: CalendarDate.optional(),
  onFull: OnFull.optional(),
});
/** Merge patch (RFC 7396): absent keeps, `null` clears. */
export const EditMemberBody = z.strictObject({
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  email: EmailAddress.nullable().optional(),
  jobTitle: text(100).nullable().optional(),
  mobile: text(40).nullable().optional(),
  address: Address.nullable().optional(),
  seniority: Id.nullable().optional(),
  language: LanguageCode.optional(),
  groupIds: ids(20).min(1).optional(),
  siteIds: ids(200).optional(),
  defaultSiteId: Id.nullable().optional(),
  products: products.optional(),
  startsOn: CalendarDate.nullable().optional(),
  endsOn: CalendarDate.nullable().optional(),
  onFull: OnFull.optional(),
});
export const DeactivateBody = z.strictObject({ reason: text(500).optional() });
export const ReactivateBody = z.strictObject({ username: Username.optional(), onFull: OnFull.optional() });
export const BanMemberBody = z.strictObject({ reason: text(500), until: Instant.optional() });
export const LiftBanBody = z.strictObject({ reason: text(500) });

const Ref = z.object({ id: Id, name: z.string() });
const PersonRef = z.object({ id: Id.optional(), displayName: z.string() });
export const HoldingReply = z
  .object({ product: ProductCode, state: HoldingState, since: Instant, door: DoorName })
  .meta({ id: 'MemberHolding' });
const row = {
  id: Id,
  kind: MemberKind,
  state: MemberStateName,
  displayName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  userCode: z.string(),
  username: z.string(),
  email: z.string().optional(),
  groups: z.array(Ref),
  sites: z.array(Ref),
  products: z.array(ProductCode),
  holdings: z.array(HoldingReply),
  waitingFor: z.array(ProductCode),
  origin: DoorName,
  language: LanguageCode,
  lastSignInAt: Instant.optional(),
  createdAt: Instant,
  managedBy: Ref.optional(),
};
/** A line of the members page. */
export const MemberRow = z.object({ ...row, seniority: Ref.optional(), jobTitle: z.string().optional() }).meta({ id: 'MemberRow' });
export const MemberPage = pageOf(MemberRow, 'MemberPage');

export const MemberAction = z.enum([
  'edit',
  'deactivate',
  'reactivate',
  'ban',
  'lift_ban',
  'reset_secret',
  'require_secret_change',
  'sign_out',
  'resend_invitation',
]);
/** Why an action is impossible, in the order in which it is checked. */
export const ActionBlock = z.enum(['permission', 'rank', 'self', 'last_owner', 'state', 'directory', 'no_credential']);
export const MemberReply = z
  .object({
    ...row,
    emailVerified: z.boolean(),
    jobTitle: z.string().optional(),
    mobile: z.string().optional(),
    address: Address.optional(),
    seniority: Ref.optional(),
    defaultSiteId: Id.optional(),
    startsOn: CalendarDate.optional(),
    endsOn: CalendarDate.optional(),
    credential: z.object({
      kind: z.enum(['none', 'password', 'pin', 'temporary_password']),
      changeRequired: z.boolean(),
      lockedUntil: Instant.optional(),
    }),
    ban: z.object({ reason: z.string(), until: Instant.optional(), by: PersonRef, at: Instant }).optional(),
    invitationId: Id.optional(),
    waiting: z.array(z.object({ product: ProductCode, place: z.int().positive(), since: Instant })),
    rank: z.int(),
    version: z.int(),
    updatedAt: Instant,
    actions: z.partialRecord(MemberAction, z.object({ allowed: z.boolean(), because: ActionBlock.optional() })),
  })
  .meta({ id: 'Member' });
/** `secret` is shown once: a PIN, a temporary password, or an activation link. A replay leaves it out and sets `secretWithheld`. */
export const Secret = z.object({ kind: z.enum(['pin', 'temporary_password', 'activation_link', 'token']), value: z.string() });
export const MemberChanged = z
  .object({ member: MemberReply, secret: Secret.optional(), secretWithheld: z.boolean().optional() })
  .meta({ id: 'MemberChanged' });

export const memberSorts = [
  'lastName',
  '-lastName',
  'createdAt',
  '-createdAt',
  'lastSignInAt',
  '-lastSignInAt',
  'userCode',
  '-userCode',
  'username',
  '-username',
] as const;
/** Filters of the members page; each may be repeated for "any of". `seat` with `seatState` is what a counter opens. */
export const ListMembersQuery = z.strictObject({
  ...paging,
  sort: z.enum(memberSorts).default('lastName'),
  q: z.string().trim().max(200).optional(),
  state: anyOf(MemberStateName),
  kind: anyOf(MemberKind),
  groupId: anyOf(Id),
  seniority: anyOf(Id),
  siteId: anyOf(Id),
  product: anyOf(ProductCode),
  seat: ProductCode.optional(),
  seatState: z.enum(['reserved', 'assigned', 'waiting', 'used']).optional(),
  origin: anyOf(DoorName),
  /** directory connections */
  managedBy: anyOf(Id),
  language: anyOf(LanguageCode),
  signedInBefore: CalendarDate.optional(),
  neverSignedIn: z.stringbool().optional(),
  createdFrom: CalendarDate.optional(),
  createdTo: CalendarDate.optional(),
});
export const DisplayNamesQuery = z.strictObject({ ids: anyOf(Id) });
export const DisplayNamesReply = z.object({ items: z.array(z.object({ id: Id, displayName: z.string() })) }).meta({ id: 'DisplayNames' });
export const EffectivePermissionsReply = z
  .object({ items: z.array(z.object({ key: PermissionKey, scope: z.enum(['workspace', 'own_sites']), grantedBy: z.array(Ref) })) })
  .meta({ id: 'EffectivePermissions' });
export const ActivityEntry = z
  .object({ id: Id, type: z.string(), at: Instant, door: DoorName, actor: PersonRef, facts: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ActivityEntry' });
export const ActivityPage = pageOf(ActivityEntry, 'ActivityPage');
