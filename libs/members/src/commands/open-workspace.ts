import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Ids, InvalidField, type Actor, type InvitationId, type MemberId, type WorkspaceId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { GrantSeats } from '@placet/seats';
import { insertWorkspace } from '@placet/workspaces';
import { addBuiltInGroups } from '../built-in-groups.ts';
import { judged } from '../facts/outcome.ts';
import { HotFacts } from '../hot-facts.ts';
import { newInvitationLink } from '../invitation-link.ts';
import { creationOf } from '../new-member.ts';

/** What the operator says of a new workspace (`api.md` §3). */
export interface NewWorkspace {
  readonly slug: string;
  readonly name: string;
  readonly language: 'en' | 'fr';
  readonly languages?: readonly string[] | undefined;
  readonly currency: string;
  readonly timeZone: string;
  readonly owner: { readonly firstName: string; readonly lastName: string; readonly email: string };
  readonly products: readonly { readonly product: string; readonly seats: number }[];
}

/** The new workspace and a token that activates its first owner; a mail carries a further one, and both live. */
export interface WorkspaceOpened {
  readonly workspaceId: WorkspaceId;
  readonly ownerId: MemberId;
  readonly ownerActivationToken: string;
}

/** Opens a workspace with its built-in groups, pools and first owner, who holds no seat. The actor names the new workspace's id.
 *
 * @throws SlugTaken, ProductNotSold, InvalidField
 */
export class OpenWorkspace extends Command<WorkspaceOpened> {
  constructor(
    readonly actor: Actor,
    readonly workspace: NewWorkspace,
  ) {
    super();
  }
}

@CommandHandler(OpenWorkspace)
export class OpenWorkspaceHandler implements ICommandHandler<OpenWorkspace> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
    private readonly facts: HotFacts,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute({ actor, workspace }: OpenWorkspace): Promise<WorkspaceOpened> {
    const { workspaceId } = actor;
    const now = this.clock.now();
    const languages = workspace.languages ?? [...new Set(['en', workspace.language])];
    if (!languages.includes(workspace.language)) throw new InvalidField('languages', 'default_missing');
    const { slug, name, language, currency, timeZone } = workspace;
    await this.em.execute(insertWorkspace, [workspaceId, slug, name, language, languages, currency, timeZone, now]);
    await this.em.execute('insert into workspace_tally (workspace_id) values ($1)', [workspaceId]);
    const groups = await addBuiltInGroups(this.em, this.ids);
    this.em.record({
      type: 'workspace.opened',
      subject: { kind: 'workspace', id: workspaceId },
      facts: { slug, language, currency, timeZone },
    });
    for (const { product, seats } of workspace.products) await this.bus.execute(new GrantSeats(actor, product, seats, 'workspace opened'));
    const ownerId = this.ids.next<MemberId>();
    const invitationId = this.ids.next<InvitationId>();
    const owner = { ...workspace.owner, groupIds: [groups.owner], products: [], language };
    const made = { memberId: ownerId, invitationId, now };
    const row = await this.facts.run(
      actor,
      creationOf(actor, owner, { kind: 'none', begins: 'invited', sendsMail: true }, made, { max_rank: actor.rank, own_sites: null }),
    );
    judged(row, { rank: actor.rank, act: 'be added' });
    return { workspaceId, ownerId, ownerActivationToken: await newInvitationLink(this.em, this.ids, invitationId, false, now) };
  }
}
