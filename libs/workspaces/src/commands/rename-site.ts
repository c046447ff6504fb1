import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, type Actor, type SiteId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Renames a place; the last write wins. @throws NotFound */
export class RenameSite extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly siteId: SiteId,
    readonly name: string,
  ) {
    super();
  }
}

@CommandHandler(RenameSite)
export class RenameSiteHandler implements ICommandHandler<RenameSite> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ siteId, name }: RenameSite): Promise<void> {
    const [changed] = await this.em.execute<{ before: string }>(
      'update site set name = $2, version = version + 1 where id = $1 returning old.name as before',
      [siteId, name],
    );
    if (!changed) throw new NotFound('site');
    if (changed.before !== name) {
      this.em.record({ type: 'site.renamed', subject: { kind: 'site', id: siteId }, facts: { before: changed.before, name } });
    }
  }
}
