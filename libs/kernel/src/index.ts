export { connectionActor, operatorActor, publicActor, systemActor, type Actor, type Door, type Reach } from './actor.ts';
export { Clock, MovableClock, dateIn } from './clock.ts';
export {
  DomainError,
  InvalidField,
  NotFound,
  PermissionMissing,
  RankTooLow,
  Refused,
  StaleVersion,
  StateConflict,
  refused,
} from './domain-error.ts';
export { raise, takeRaised, type DomainEvent } from './events.ts';
export {
  Ids,
  type Branded,
  type ConnectionId,
  type EventId,
  type GroupId,
  type HoldingId,
  type InvitationId,
  type MailId,
  type MemberId,
  type ProductCode,
  type SeniorityId,
  type SessionId,
  type SiteId,
  type WorkspaceId,
} from './ids.ts';
export { fromBase58, longId, shortId, toBase58 } from './base58.ts';
