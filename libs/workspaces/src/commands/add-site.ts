import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ids, type Actor, type SiteId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Adds a place (F8). The code is unique without regard to case and doesn't change. @throws SiteCodeTaken */
export class AddSite extends Command<SiteId> {
  constructor(
    readonly actor: Actor,
    readonly code: string,
    readonly name: string,
  ) {
    super();
  }
}

@CommandHandler(AddSite)
export class AddSiteHandler implements ICommandHandler<AddSite> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly ids: Ids,
  ) {}

  async execute({ code, name }: AddSite): Promise<SiteId> {
    const id = this.ids.next<SiteId>();
    await this.em.execute('insert into site (workspace_id, id, code, name) values ($1, $2, $3, $4)', [this.em.workspaceId, id, code, name]);
    this.em.record({ type: 'site.added', subject: { kind: 'site', id }, facts: { code, name } });
    return id;
  }
}
