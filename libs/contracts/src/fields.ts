import { z } from 'zod';
import { builtInGroups, permissions } from './permissions.ts';

/** Text that PostgreSQL and JSON can hold: no NUL, no lone surrogate; trimmed. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes('\u0000'), { error: 'malformed_text', params: { code: 'malformed_text' } });

export const Id = z.uuid();
export const PathId = z.object({ id: z.uuid() });
export const Instant = z.iso.datetime();
export const CalendarDate = z.iso.date();
export const LanguageCode = z.enum(['en', 'fr']);
export const ProductCode = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
export const Slug = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export const PermissionKey = z.enum(permissions);
export const BuiltInGroupCode = z.enum(Object.keys(builtInGroups) as [keyof typeof builtInGroups]);
export const EmailAddress = z.email().max(254);
export const Username = text(100);
export const Password = z.string().min(1).max(256);
export const MemberStateName = z.enum(['invited', 'pending', 'waiting', 'active', 'inactive', 'banned', 'refused', 'erased']);
export const MemberKind = z.enum(['staff', 'collaborator', 'client']);
/** Through which door something came. */
export const DoorName = z.enum(['console', 'api', 'scim', 'invitation', 'operator', 'process', 'public']);
export const HoldingState = z.enum(['reserved', 'assigned']);

/** A page of a list: `nextCursor` is absent on the last page; `total` is exact up to 10,000, else an estimate. */
export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z
    .object({ items: z.array(item), nextCursor: z.string().optional(), total: z.int().nonnegative(), totalIsExact: z.boolean() })
    .meta({ id });

/** A query parameter that may be repeated for "any of". */
export const anyOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(50).optional());

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
};
