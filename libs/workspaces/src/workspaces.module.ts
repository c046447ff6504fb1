import { Module } from '@nestjs/common';
import { AddSiteHandler } from './commands/add-site.ts';
import { PutSenioritiesHandler } from './commands/put-seniorities.ts';
import { RenameSiteHandler } from './commands/rename-site.ts';
import { GetPoliciesHandler, ListSenioritiesHandler, ListSitesHandler } from './queries/settings.ts';

@Module({
  providers: [AddSiteHandler, RenameSiteHandler, PutSenioritiesHandler, GetPoliciesHandler, ListSitesHandler, ListSenioritiesHandler],
})
export class WorkspacesModule {}
