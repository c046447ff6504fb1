import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SenioritiesReply } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';

type Seniorities = z.infer<typeof SenioritiesReply>;

/** The levels that may be given, in the workspace's order, with the version of the list. */
export class ListSeniorities extends Query<Seniorities> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(ListSeniorities)
export class ListSenioritiesHandler implements IQueryHandler<ListSeniorities> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute(): Promise<Seniorities> {
    const [list] = await this.em.execute<Seniorities>(
      `select seniorities_version as version,
              coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by position, id) from seniority where not retired), '[]') as items
         from workspace where id = (select current_setting('app.workspace_id')::uuid)`,
    );
    return list ?? { items: [], version: 1 };
  }
}
