import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SiteReply } from '@placet/contracts';
import { NotFound, type Actor, type SiteId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';
import type { z } from 'zod';

type Site = z.infer<typeof SiteReply>;

const sites = `select id, code, name, version,
  (select count(*)::int from member_site ms where ms.workspace_id = s.workspace_id and ms.site_id = s.id) as members from site s`;

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
    return this.em.execute<Site>(`${sites} order by name, id`);
  }
}

/** @throws NotFound */
export class GetSite extends Query<Site> {
  constructor(
    readonly actor: Actor,
    readonly siteId: SiteId,
  ) {
    super();
  }
}

@QueryHandler(GetSite)
export class GetSiteHandler implements IQueryHandler<GetSite> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ siteId }: GetSite): Promise<Site> {
    const [site] = await this.em.execute<Site>(`${sites} where id = $1`, [siteId]);
    if (!site) throw new NotFound('site');
    return site;
  }
}
