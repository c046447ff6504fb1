import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SessionsReply } from '@placet/contracts';
import { ListSessions } from '@placet/identity';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { reachOf } from '../reach.ts';

type Sessions = z.infer<typeof SessionsReply>;

/** Where a member is signed in, for whoever may sign him out. @throws NotFound, PermissionMissing */
export class ListMemberSessions extends Query<Sessions> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@QueryHandler(ListMemberSessions)
export class ListMemberSessionsHandler implements IQueryHandler<ListMemberSessions> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
  ) {}

  async execute({ actor, memberId }: ListMemberSessions): Promise<Sessions> {
    const { own_sites } = reachOf(actor, 'members.signOut');
    const found = await this.em.execute(
      `select from member m where id = $1::uuid and state <> 'erased'
          and ($2::uuid[] is null or exists (select from member_site ms where ms.member_id = m.id and ms.site_id = any($2)))`,
      [memberId, own_sites],
    );
    if (!found.length) throw new NotFound('member');
    return { items: await this.bus.execute(new ListSessions(actor, memberId)) };
  }
}
