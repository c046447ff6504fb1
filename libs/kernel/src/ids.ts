import { randomUUIDv7 } from 'node:crypto';

declare const brand: unique symbol;
/** A UUID v7 that says what it names, so that one id can't be passed for another. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
export type WorkspaceId = Branded<'workspace'>;
export type MemberId = Branded<'member'>;
export type GroupId = Branded<'group'>;
export type SiteId = Branded<'site'>;
export type SeniorityId = Branded<'seniority'>;
export type InvitationId = Branded<'invitation'>;
export type HoldingId = Branded<'holding'>;
export type SessionId = Branded<'session'>;
export type ConnectionId = Branded<'connection'>;
export type EventId = Branded<'event'>;
export type MailId = Branded<'mail'>;
export type ProductCode = Branded<'product'>;

/** Makes ids: a port, so that specs and the demo decide what comes. */
export class Ids {
  /** @returns a new UUID v7, in lower case */
  next<T extends string = string>(): T {
    return randomUUIDv7() as T;
  }
}
