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

/** Makes ids: a port, so that specs and the demo decide what comes. One after the other they rise, so what happened in one transaction keeps
 * its order (RFC 9562 §6.2, a counter of 12 bits behind the milliseconds). */
export class Ids {
  private millisecond = 0;
  private counter = 0;

  /** @returns a new UUID v7, in lower case */
  next<T extends string = string>(): T {
    const made = randomUUIDv7();
    const millisecond = Number.parseInt(made.slice(0, 8) + made.slice(9, 13), 16);
    if (millisecond > this.millisecond) {
      this.millisecond = millisecond;
      this.counter = Number.parseInt(made.slice(15, 18), 16) >> 1; // the upper half is left for those that follow
    } else if (++this.counter > 0xfff) {
      this.millisecond++;
      this.counter = 0;
    }
    const time = this.millisecond.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.counter.toString(16).padStart(3, '0')}${made.slice(18)}` as T;
  }
}
