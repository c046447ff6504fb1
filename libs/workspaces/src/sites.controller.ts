import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { AddSiteBody, EditSiteBody, PathId, SiteReply, SitesReply } from '@placet/contracts';
import type { Actor, SiteId } from '@placet/kernel';
import { Answers, Bus, Caller, IfMatch, Needs } from '@placet/platform';
import type { z } from 'zod';
import { AddSite } from './commands/add-site.ts';
import { RenameSite } from './commands/rename-site.ts';
import { GetSite, ListSites } from './queries/sites.ts';

type Site = z.infer<typeof SiteReply>;

/** Places of the workspace. */
@Controller('sites')
export class SitesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Needs('sites.read')
  @Answers(SitesReply)
  async list(@Caller() actor: Actor): Promise<z.infer<typeof SitesReply>> {
    return { items: await this.bus.execute(new ListSites(actor)) };
  }

  @Post()
  @Needs('sites.manage', { reach: 'workspace' })
  @Answers(SiteReply, { location: ({ id }) => `/sites/${id}`, version: ({ version }) => version })
  async add(@Caller() actor: Actor, @Body({ schema: AddSiteBody }) { code, name }: z.infer<typeof AddSiteBody>): Promise<Site> {
    return this.bus.execute(new GetSite(actor, await this.bus.execute(new AddSite(actor, code, name))));
  }

  @Patch(':id')
  @Needs('sites.manage', { reach: 'workspace' })
  @Answers(SiteReply, { version: ({ version }) => version })
  async edit(
    @Caller() actor: Actor,
    @Param({ schema: PathId }) { id }: z.infer<typeof PathId>,
    @Body({ schema: EditSiteBody }) { name }: z.infer<typeof EditSiteBody>,
    @IfMatch() version: number | undefined,
  ): Promise<Site> {
    const siteId = id as SiteId;
    if (name !== undefined) await this.bus.execute(new RenameSite(actor, siteId, name, version));
    return this.bus.execute(new GetSite(actor, siteId));
  }
}
