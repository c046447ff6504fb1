import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** What the operator changes; absent stays, a limit that is null is the product's default again. */
export interface WorkspaceChange {
  readonly state?: 'active' | 'suspended' | undefined;
  readonly limits?:
    { readonly scimRequestsPerSecond?: number | null | undefined; readonly membersMax?: number | null | undefined } | undefined;
  readonly verifiedDomains?: readonly string[] | undefined;
}

/** Suspends a workspace or lets it go on, and sets its limits and the domains that it has proven. Whoever is in a suspended workspace is refused
 * with his next request; nothing of it is lost. The actor names the workspace.
 *
 * @throws NotFound
 */
export class PatchWorkspace extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly change: WorkspaceChange,
  ) {
    super();
  }
}

interface Workspace {
  readonly state: 'active' | 'suspended';
  readonly scim_requests_per_second: number | null;
  readonly members_max: number | null;
  readonly verified_domains: string[];
}

@CommandHandler(PatchWorkspace)
export class PatchWorkspaceHandler implements ICommandHandler<PatchWorkspace> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ change }: PatchWorkspace): Promise<void> {
    const id = this.em.workspaceId;
    const [before] = await this.em.execute<Workspace>(
      'select state, scim_requests_per_second, members_max, verified_domains from workspace where id = $1 for no key update',
      [id],
    );
    if (!before) throw new NotFound('workspace');
    const after = changed(before, change);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await this.em.execute(
      'update workspace set state = $2, scim_requests_per_second = $3, members_max = $4, verified_domains = $5 where id = $1',
      [id, after.state, after.scim_requests_per_second, after.members_max, after.verified_domains],
    );
    const verb = before.state === after.state ? 'changed' : after.state === 'suspended' ? 'suspended' : 'resumed';
    this.em.record({ type: `workspace.${verb}`, subject: { kind: 'workspace', id }, facts: { before, after } });
  }
}

function changed(before: Workspace, { state, limits, verifiedDomains }: WorkspaceChange): Workspace {
  const kept = <T>(given: T | undefined, was: T): T => (given === undefined ? was : given);
  return {
    state: state ?? before.state,
    scim_requests_per_second: kept(limits?.scimRequestsPerSecond, before.scim_requests_per_second),
    members_max: kept(limits?.membersMax, before.members_max),
    verified_domains: verifiedDomains ? [...new Set(verifiedDomains.map((domain) => domain.toLowerCase()))] : before.verified_domains,
  };
}
