import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Permission } from '@placet/contracts';
import type { Actor, MemberId } from '@placet/kernel';
import { Mails } from '@placet/notifications';
import { WorkspaceEm } from '@placet/platform';
import { lookAtEnd } from './credential-reminders.ts';
import { endingCredentialOf } from './ending-credential.ts';

const whoManages: Permission = 'directory.manage';

/** Asks for the mails that a credential expires, to everybody who manages directories and has an address. @returns `moved` where nothing is due */
export class RemindOfEnd extends Command<'done' | 'moved'> {
  constructor(
    readonly actor: Actor,
    readonly credentialId: string,
    readonly now: Date,
  ) {
    super();
  }
}

@CommandHandler(RemindOfEnd)
export class RemindOfEndHandler implements ICommandHandler<RemindOfEnd> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly mails: Mails,
  ) {}

  async execute({ credentialId, now }: RemindOfEnd): Promise<'done' | 'moved'> {
    const credential = await endingCredentialOf(this.em, credentialId);
    const { due } = lookAtEnd(credential, now);
    if (due === undefined) return 'moved';
    const table = credential.kind === 'token' ? 'directory_token' : 'directory_client';
    const first = await this.em.execute(
      `update ${table} set reminded_days = $2 where id = $1 and coalesce(reminded_days, 31) > $2 returning id`,
      [credentialId, due],
    );
    if (!first.length) return 'moved';
    const readers = await this.em.execute<{ id: MemberId }>(
      `select m.id from member m where m.state = 'active' and m.email_key is not null and exists (
         select from group_member gm join user_group g on g.workspace_id = gm.workspace_id and g.id = gm.group_id
          where gm.workspace_id = m.workspace_id and gm.member_id = m.id and $1 = any(g.permissions)) order by m.id`,
      [whoManages],
    );
    for (const { id: memberId } of readers) {
      const key = `directory-credential/${credentialId}/${due}/${memberId}`;
      await this.mails.ask({ key, template: 'directory_credential_ends', memberId, subjectId: credentialId });
    }
    return 'done';
  }
}
