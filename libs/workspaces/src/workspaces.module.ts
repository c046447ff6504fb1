import { Module } from '@nestjs/common';
import { AddSiteHandler } from './commands/add-site.ts';
import { PatchWorkspaceHandler } from './commands/patch-workspace.ts';
import { PutSenioritiesHandler } from './commands/put-seniorities.ts';
import { RenameSiteHandler } from './commands/rename-site.ts';
import { GetPoliciesHandler } from './queries/get-policies.ts';
import { ListSenioritiesHandler } from './queries/list-seniorities.ts';
import { GetSiteHandler, ListSitesHandler } from './queries/sites.ts';
import { SenioritiesController } from './seniorities.controller.ts';
import { SitesController } from './sites.controller.ts';
import './workspace-problems.ts';

/** The tenant itself: its places, levels, languages and policies. */
@Module({
  controllers: [SitesController, SenioritiesController],
  providers: [
    AddSiteHandler,
    RenameSiteHandler,
    PutSenioritiesHandler,
    PatchWorkspaceHandler,
    GetPoliciesHandler,
    ListSitesHandler,
    GetSiteHandler,
    ListSenioritiesHandler,
  ],
})
export class WorkspacesModule {}
