import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SeniorityReply, SiteReply } from '@placet/contracts';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';
import { policiesInForce, type PoliciesInForce } from '../policies.ts';

export class GetPolicies extends Query<PoliciesInForce> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(GetPolicies)
export class GetPoliciesHandler implements IQueryHandler<GetPolicies> {
  constructor(private readonly em: WorkspaceEm) {}

  execute(): Promise<PoliciesInForce> {
    return policiesInForce(this.em);
  }
}

type Site = z.infer<typeof SiteReply>;

/** The workspace's places with how many members each has; a workspace has at most a few hundred. */
export class ListSites extends Query<Site[]> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(ListSites)
export class ListSitesHandler implements IQueryHandler<ListSites> {
  constructor(private readonly em: WorkspaceEm) {}

  execute(): Promise<Site[]> {
    return this.em.execute<Site>(
      `select id, code, name, version, (select count(*)::int from member_site ms where ms.workspace_id = s.workspace_id and ms.site_id = s.id) as members
         from site s order by name, id`,
    );
  }
}

type Seniority = z.infer<typeof SeniorityReply>;

/** The levels that may be given, in the workspace's order. */
export class ListSeniorities extends Query<Seniority[]> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(ListSeniorities)
export class ListSenioritiesHandler implements IQueryHandler<ListSeniorities> {
  constructor(private readonly em: WorkspaceEm) {}

  execute(): Promise<Seniority[]> {
    return this.em.execute<Seniority>('select id, name from seniority where not retired order by position, id');
  }
}
