import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { displayName, type MappingPreview, type MemberState } from '@placet/contracts';
import { NotFound, type Actor, type ConnectionId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { GetSeatUsage } from '@placet/seats';
import type { z } from 'zod';
import { mayMap, type Mapping } from './mapping-rules.ts';
import { previewOf } from './moves-sql.ts';
import { seatsOf, type Turn } from './seat-forecast.ts';

type Preview = z.input<typeof MappingPreview>;

/** What a mapping would give and take, and what that costs in seats: by the very text by which it is carried out, and nothing is changed.
 *
 * @throws NotFound, PermissionMissing, RankTooLow, InvalidField as `PutMapping` does
 */
export class PreviewMapping extends Query<Preview> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly groupId: string,
    readonly mapping: Mapping,
  ) {
    super();
  }
}

interface Move {
  readonly kind: 'group' | 'product' | 'site';
  readonly value: string;
  readonly gives: boolean;
}

interface Found {
  readonly members: number;
  readonly gain: number;
  readonly lose: number;
  readonly turns: readonly Turn[];
  readonly people: readonly {
    readonly memberId: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly username: string | null;
    readonly state: MemberState;
    readonly moves: readonly Move[];
  }[];
}

const stored = `select m.group_ids as "groupIds", m.products, m.site_ids as "siteIds" from directory_group d
  left join directory_mapping m on m.workspace_id = d.workspace_id and m.directory_group_id = d.id where d.id = $1 and d.connection_id = $2`;

@QueryHandler(PreviewMapping)
export class PreviewMappingHandler implements IQueryHandler<PreviewMapping> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
  ) {}

  async execute({ actor, connectionId, groupId, mapping }: PreviewMapping): Promise<Preview> {
    const [group] = await this.em.execute<{ [K in keyof Mapping]: Mapping[K] | null }>(stored, [groupId, connectionId]);
    if (!group) throw new NotFound('group');
    const before = { groupIds: group.groupIds ?? [], products: group.products ?? [], siteIds: group.siteIds ?? [] };
    await mayMap(this.em, this.bus, actor, connectionId, mapping, before);
    const [found] = await this.em.execute<Found>(previewOf, [groupId, JSON.stringify(mapping), null, null]);
    const { members = 0, gain = 0, lose = 0, turns = [], people = [] } = found ?? {};
    const pools = turns.length ? await this.bus.execute(new GetSeatUsage(actor)) : [];
    return {
      members,
      gain,
      lose,
      seats: seatsOf(pools, turns),
      people: people.map(({ memberId, moves, ...person }) => ({
        memberId,
        displayName: displayName(person, actor.language),
        gains: sorted(moves.filter(({ gives }) => gives)),
        loses: sorted(moves.filter(({ gives }) => !gives)),
      })),
    };
  }
}

function sorted(moves: readonly Move[]) {
  const of = (kind: Move['kind']) => moves.filter((move) => move.kind === kind).map(({ value }) => value);
  return { groupIds: of('group'), products: of('product'), siteIds: of('site') };
}
