import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { longId, toBase58, type WorkspaceId } from '@placet/kernel';
import { Config, Database } from '@placet/platform';

/** Finds the workspace that somebody typed. */
@Injectable()
export class WorkspaceSlugs {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** @returns its id; for a slug that nobody has, an id of no workspace, always the same: the work goes on as if it were one, so that neither
   *  answer nor time tells */
  async idOf(slug: string): Promise<WorkspaceId> {
    const [found] = await this.database.withoutWorkspace<{ id: string }>('select id from workspace where slug = $1', [slug]);
    return (found?.id ?? this.nobodys(slug)) as WorkspaceId;
  }

  private nobodys(slug: string): string {
    const bytes = createHmac('sha256', this.config.secret).update(`no workspace:${slug}`).digest().subarray(0, 16);
    return longId(toBase58(bytes)) as string;
  }
}
