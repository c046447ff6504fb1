import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Adds a product to the catalogue that all workspaces share, or renames it. The last write wins. */
export class PutProduct extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly code: string,
    readonly name: string,
  ) {
    super();
  }
}

@CommandHandler(PutProduct)
export class PutProductHandler implements ICommandHandler<PutProduct> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ code, name }: PutProduct): Promise<void> {
    await this.em.execute('insert into product (code, name) values ($1, $2) on conflict (code) do update set name = excluded.name', [
      code,
      name,
    ]);
  }
}
