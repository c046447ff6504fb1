import { defineEntity, p } from '@mikro-orm/core';
import { StateConflict, raise, type Actor } from '@placet/kernel';
import { aggregate } from '@placet/platform';

const day = 86_400_000;

const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    workspaceId: p.uuid().primary(),
    id: p.uuid().primary(),
    memberId: p.uuid(),
    state: p.string().$type<'open' | 'accepted' | 'declined' | 'revoked' | 'expired'>(),
    emailKey: p.string().nullable(),
    sendsMail: p.boolean(),
    invitedBy: p.uuid().nullable(),
    invitedByKind: p.string(),
    round: p.integer(),
    roundStartedAt: p.datetime(),
    expiresAt: p.datetime(),
    policyVersion: p.integer(),
    version: p.integer(),
    closedAt: p.datetime().nullable(),
  },
});

/** An invitation while it is open. Each sending is a round: mails, reminders and the days left count from its beginning, or from the member's
 * first day where that lies later. `firstDay` is that day's first instant in the workspace, undefined where the member has none.
 */
export class Invitation extends InvitationSchema.class {
  /** Begins a new round: its mail goes out at once, its days count anew, and whoever sends it stands for what it gives.
   *
   * @param days how long it stays open, 1 to 90
   * @throws StateConflict where it is over, or has no address to go to
   */
  resend(by: Actor, to: { readonly email?: string | null; readonly emailKey?: string | null }, days: number, now: Date): void {
    this.mustBeOpen('be sent again');
    if (!to.email) throw new StateConflict('invitation', 'without an address', 'be sent again');
    this.emailKey = to.emailKey ?? null;
    this.sendsMail = true;
    if (by.kind === 'member') [this.invitedBy, this.invitedByKind] = [by.id ?? null, by.kind];
    this.round += 1;
    this.roundStartedAt = now;
    this.expiresAt = new Date(now.getTime() + days * day);
    this.happened('resent', { round: this.round });
  }

  /** Adds days to the last one; one that has just lapsed lives on from now. @param days 1 to 90. @throws StateConflict where it is over */
  extend(days: number, now: Date, firstDay?: Date): void {
    this.mustBeOpen('be extended');
    const end = Math.max(this.lapsesAt(firstDay).getTime(), now.getTime()) + days * day;
    this.expiresAt = new Date(end - this.heldBackMs(firstDay));
    this.happened('extended', { days, expiresAt: new Date(end).toISOString() });
  }

  /** A link is handed over by hand, and takes the place of all earlier ones. @throws StateConflict where it is over, or its last day is */
  handOver(now: Date, firstDay?: Date): void {
    this.mustBeOpen('have its link copied');
    if (this.hasLapsed(now, firstDay)) throw new StateConflict('invitation', 'expired', 'have its link copied');
    this.happened('link_copied', {});
  }

  /** Ends it. What the member loses by that is the fact's own (`leave`). @throws StateConflict where it is over */
  end(how: 'revoked' | 'expired', now: Date): void {
    this.mustBeOpen(how === 'revoked' ? 'be revoked' : 'expire');
    this.state = how;
    this.closedAt = now;
    this.version += 1;
  }

  /** The instant from which no link of it works. */
  lapsesAt(firstDay?: Date): Date {
    return new Date(this.expiresAt.getTime() + this.heldBackMs(firstDay));
  }

  /** It is open, and its last day is over. */
  hasLapsed(now: Date, firstDay?: Date): boolean {
    return this.state === 'open' && this.lapsesAt(firstDay) <= now;
  }

  /** Whether a mail of that round is still wanted. */
  wantsMailOf(round: number): boolean {
    return this.state === 'open' && this.sendsMail && this.round === round;
  }

  private heldBackMs(firstDay?: Date): number {
    return Math.max(0, (firstDay?.getTime() ?? 0) - this.roundStartedAt.getTime());
  }

  private mustBeOpen(act: string): void {
    if (this.state !== 'open') throw new StateConflict('invitation', this.state, act);
  }

  private happened(what: string, facts: Record<string, unknown>): void {
    this.version += 1;
    raise(this, {
      type: `invitation.${what}`,
      subject: { kind: 'member', id: this.memberId },
      facts: { invitation: this.id, ...facts },
      pokes: [`invitation/${this.id}`],
    });
  }
}
InvitationSchema.setClass(Invitation);
aggregate(InvitationSchema);
