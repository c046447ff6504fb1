import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFound, StaleVersion, type Actor, type SiteId } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Renames a place. @param expectedVersion of `If-Match`; absent: the last write wins. @throws NotFound, StaleVersion */
export class RenameSite extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly siteId: SiteId,
    readonly name: string,
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

@CommandHandler(RenameSite)
export class RenameSiteHandler implements ICommandHandler<RenameSite> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ siteId, name, expectedVersion }: RenameSite): Promise<void> {
    const [site] = await this.em.execute<{ name: string; version: number }>('select name, version from site where id = $1 for update', [
      siteId,
    ]);
    if (!site) throw new NotFound('site');
    if (expectedVersion !== undefined && expectedVersion !== site.version) throw new StaleVersion('site', site.version);
    if (site.name === name) return;
    await this.em.execute('update site set name = $2, version = version + 1 where id = $1', [siteId, name]);
    this.em.record({ type: 'site.renamed', subject: { kind: 'site', id: siteId }, facts: { before: site.name, name } });
  }
}
