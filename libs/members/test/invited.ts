import { Ids, publicActor, type InvitationId, type MemberId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { aPassword, type AWorkspace, type SpecWorld } from '@placet/testing';
import { AcceptInvitation } from '../src/commands/accept-invitation.ts';
import { AddMember } from '../src/commands/add-member.ts';
import { CopyInvitationLink } from '../src/commands/copy-invitation-link.ts';
import { newInvitationLink } from '../src/invitation-link.ts';
import { MembersActivities } from '../src/members.activities.ts';
import type { NewMember } from '../src/new-member.ts';

const ids = new Ids();

/** Somebody who was invited, and what can happen to his invitation. */
export class Invited {
  private constructor(
    private readonly world: SpecWorld,
    private readonly acme: AWorkspace,
    readonly memberId: MemberId,
    readonly invitationId: InvitationId,
  ) {}

  static async to(
    world: SpecWorld,
    acme: AWorkspace,
    more: Partial<NewMember> = {},
    { sendMail = true, by = acme.owner } = {},
  ): Promise<Invited> {
    const { memberId, invitationId } = await world.bus.execute(new AddMember(by, acme.person(more), 'activation_link', sendMail));
    return new Invited(world, acme, memberId, invitationId!);
  }

  /** His invitation after he was invited anew. */
  as(invitationId: InvitationId): Invited {
    return new Invited(this.world, this.acme, this.memberId, invitationId);
  }

  /** A link such as a mail carries; earlier ones go on working. */
  mailedLink(): Promise<string> {
    const em = this.world.module.get(WorkspaceEm);
    return this.world.units.write(this.acme.owner, () => newInvitationLink(em, ids, this.invitationId, true, this.world.clock.now()));
  }

  /** A link that is handed over; earlier ones die. */
  async copiedLink(): Promise<string> {
    return (await this.world.bus.execute(new CopyInvitationLink(this.acme.owner, this.invitationId))).token;
  }

  accept(token: string, person: { firstName?: string; lastName?: string; language?: string; password?: string } = {}) {
    const visitor = publicActor(this.acme.id, 'invitation');
    return this.world.bus.execute(new AcceptInvitation(visitor, token, { password: aPassword, ...person }));
  }

  /** Does what is due, as the process would, until it waits. @returns what it did, and how it ended if it did */
  async follow(): Promise<string[]> {
    const doors = this.world.module.get(MembersActivities);
    const ref = { workspaceId: this.acme.id, id: this.invitationId };
    const now = this.world.clock.now().getTime();
    const done: string[] = [];
    for (let looks = 0; looks < 10; looks++) {
      const row = await doors.lookAtInvitation(ref, now);
      if (row.isOver) return [...done, row.state];
      if (row.mailDue) done.push(`${row.mailDue} ${await doors.sendInvitationMail(ref, row.mailDue)}`);
      else if (row.hasLapsed) done.push(`expires ${await doors.expireInvitation(ref, now)}`);
      else return done;
    }
    throw new Error(`never waits: ${done.join(', ')}`);
  }

  look() {
    const ref = { workspaceId: this.acme.id, id: this.invitationId };
    return this.world.module.get(MembersActivities).lookAtInvitation(ref, this.world.clock.now().getTime());
  }

  async state(): Promise<string> {
    const [row] = await this.world.sql<{ state: string }>('select state from invitation where id = $1', [this.invitationId]);
    return row!.state;
  }

  async mails(): Promise<string[]> {
    const rows = await this.world.sql<{ key: string }>('select key from mail where subject_id = $1 order by created_at, id', [
      this.invitationId,
    ]);
    return rows.map(({ key }) => key.replace(`invitation/${this.invitationId}/`, ''));
  }
}
