import { z } from 'zod';
import { anyOf, CalendarDate, DoorName, Id, Instant, pageOf, paging } from './fields.ts';

/** One event as the audit log shows it. `seal` is absent until the worker has sealed it into the chain. */
export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    type: z.string(),
    door: DoorName,
    actor: z.object({ kind: z.string(), id: z.string().optional(), displayName: z.string() }),
    subject: z.object({ kind: z.string(), id: z.string(), displayName: z.string().optional() }),
    facts: z.record(z.string(), z.unknown()),
    requestId: z.string().optional(),
    seal: z.object({ number: z.int(), hash: z.string() }).optional(),
  })
  .meta({ id: 'AuditEntry' });
export const AuditPage = pageOf(AuditEntry, 'AuditPage');
export const AuditQuery = z.strictObject({
  ...paging,
  type: anyOf(z.string().max(80)),
  subjectId: Id.optional(),
  actorId: Id.optional(),
  door: anyOf(DoorName),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
});
export const ProcessReply = z
  .object({
    id: Id,
    kind: z.string(),
    subjectId: Id,
    state: z.string(),
    nextMoment: Instant.optional(),
    openedAt: Instant,
    closedAt: Instant.optional(),
    isLate: z.boolean(),
  })
  .meta({ id: 'Process' });
export const HealthReply = z
  .object({
    status: z.enum(['ready', 'degraded', 'down']),
    database: z.enum(['up', 'down']),
    temporal: z.enum(['up', 'down', 'not_configured']),
    outboxAgeSeconds: z.number().nonnegative().optional(),
  })
  .meta({ id: 'Health' });
