export { AddSite } from './commands/add-site.ts';
export { PutSeniorities } from './commands/put-seniorities.ts';
export { RenameSite } from './commands/rename-site.ts';
export { policiesInForce, type PoliciesInForce } from './policies.ts';
export { GetPolicies, ListSeniorities, ListSites } from './queries/settings.ts';
export { SiteCodeTaken, SlugTaken } from './workspace-errors.ts';
export { insertWorkspace, ownWorkspace } from './workspace-sql.ts';
export { WorkspacesModule } from './workspaces.module.ts';
