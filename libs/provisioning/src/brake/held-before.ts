import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Actor, MemberId } from '@placet/kernel';
import { WorkspaceEm, statement } from '@placet/platform';

/** `$1` connection, `$2` member. */
const heldOne = statement('held_one', `select id from directory_held where connection_id = $1 and member_id = $2 and state = 'held'`);

/** Whether the brake of the connection that asks holds somebody until an owner decides: asking again later lets nobody go. */
export class IsHeld extends Query<boolean> {
  constructor(
    readonly actor: Actor,
    readonly memberId: MemberId,
  ) {
    super();
  }
}

@QueryHandler(IsHeld)
export class IsHeldHandler implements IQueryHandler<IsHeld> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor, memberId }: IsHeld): Promise<boolean> {
    return (await this.em.execute(heldOne, [actor.id, memberId])).length > 0;
  }
}
