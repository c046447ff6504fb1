import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DirectoryProvider } from '@placet/contracts';
import { Clock, Ids, type Actor, type ConnectionId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import { policiesInForce } from '@placet/workspaces';
import type { z } from 'zod';

/** Adds a directory connection; it copies the workspace's policy for a full pool, and invites whom it creates.
 *
 * @param name 1 to 100 characters, for people
 * @returns its id; it has no token yet
 * @see scim.md §3
 */
export class AddConnection extends Command<ConnectionId> {
  constructor(
    readonly actor: Actor,
    readonly name: string,
    readonly provider: z.infer<typeof DirectoryProvider>,
  ) {
    super();
  }
}

@CommandHandler(AddConnection)
export class AddConnectionHandler implements ICommandHandler<AddConnection> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ name, provider }: AddConnection): Promise<ConnectionId> {
    const id = this.ids.next<ConnectionId>();
    const { values } = await policiesInForce(this.em);
    await this.em.execute(
      'insert into directory_connection (workspace_id, id, name, provider, seat_policy, created_at) values ($1, $2, $3, $4, $5, $6)',
      [this.em.workspaceId, id, name, provider, values['seat.onFull.scim'], this.clock.now()],
    );
    this.em.record({ type: 'connection.added', subject: { kind: 'connection', id }, facts: { name, provider } });
    return id;
  }
}
