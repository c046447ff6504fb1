import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type MemberId } from '@placet/kernel';
import { Config, WorkspaceEm } from '@placet/platform';
import { scimBase } from '../scim-base.ts';
import { readGroup, readGroupWithoutMembers } from './group-list-sql.ts';
import { UserAnswers, type Answered } from './user-answers.ts';

/** One user, as the connection that asks sees him: the answer as text. @param withGroups whether his groups are asked for. @throws NotFound */
export class GetUser extends Query<Answered> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
    readonly withGroups = true,
  ) {
    super();
  }
}

@QueryHandler(GetUser)
export class GetUserHandler implements IQueryHandler<GetUser> {
  constructor(private readonly answers: UserAnswers) {}

  execute({ actor, memberId, withGroups }: GetUser): Promise<Answered> {
    return this.answers.of(actor, memberId, withGroups);
  }
}

/** One group that the connection has pushed: the answer as text. @param withMembers whether they are asked for; else they aren't read. @throws NotFound */
export class GetGroup extends Query<Answered> {
  constructor(
    readonly actor: Actor,
    readonly groupId: string,
    readonly withMembers = true,
  ) {
    super();
  }
}

@QueryHandler(GetGroup)
export class GetGroupHandler implements IQueryHandler<GetGroup> {
  private readonly base: string;

  constructor(
    private readonly em: WorkspaceEm,
    config: Config,
  ) {
    this.base = scimBase(config);
  }

  async execute({ actor, groupId, withMembers }: GetGroup): Promise<Answered> {
    const statement = withMembers ? readGroup : readGroupWithoutMembers;
    const [row] = await this.em.execute<{ version: number; answer: string }>(statement, [actor.id, this.base, groupId]);
    if (!row) throw new NotFound('group');
    return { id: groupId, version: row.version, text: row.answer };
  }
}
