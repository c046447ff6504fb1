import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ids, InvalidField, StaleVersion, type Actor } from '@placet/kernel';
import { WorkspaceEm } from '@placet/platform';

/** Sets the workspace's list of seniority levels, in order (L6). One that is left out is retired: members keep it, nobody new gets it.
 *
 * @param expectedVersion of `If-Match`; absent: the last write wins
 * @throws StaleVersion, InvalidField for an id that is not of this workspace, or a name that stands twice
 */
export class PutSeniorities extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly items: readonly { readonly id?: string | undefined; readonly name: string }[],
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

@CommandHandler(PutSeniorities)
export class PutSenioritiesHandler implements ICommandHandler<PutSeniorities> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly ids: Ids,
  ) {}

  async execute({ items, expectedVersion }: PutSeniorities): Promise<void> {
    const [list] = await this.em.execute<{ version: number }>(
      'update workspace set seniorities_version = seniorities_version + 1 where id = $1 returning old.seniorities_version as version',
      [this.em.workspaceId],
    );
    if (list && expectedVersion !== undefined && expectedVersion !== list.version) throw new StaleVersion('seniorities', list.version);
    const names = items.map(({ name }) => name.normalize('NFC').toLowerCase());
    const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
    if (twice >= 0) throw new InvalidField(`items.${twice}.name`, 'repeated');
    const known = await this.em.execute<{ id: string }>('select id from seniority');
    const stranger = items.findIndex(({ id }) => id && !known.some((row) => row.id === id));
    if (stranger >= 0) throw new InvalidField(`items.${stranger}.id`, 'unknown');
    const rows = items.map(({ id, name }, position) => ({ id: id ?? this.ids.next(), name, position }));
    await this.em.execute('update seniority set retired = true where id <> all($1::uuid[])', [rows.map(({ id }) => id)]);
    await this.em.execute(
      `insert into seniority (workspace_id, id, name, position)
       select $2, id, name, position from jsonb_to_recordset($1::jsonb) as r(id uuid, name text, position int)
       on conflict (workspace_id, id) do update set name = excluded.name, position = excluded.position, retired = false`,
      [JSON.stringify(rows), this.em.workspaceId],
    );
    this.em.record({
      type: 'seniorities.changed',
      subject: { kind: 'workspace', id: this.em.workspaceId },
      facts: { names: rows.map(({ name }) => name) },
    });
  }
}
