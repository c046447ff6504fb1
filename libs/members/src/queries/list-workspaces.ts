import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { OperatorWorkspace, OperatorWorkspaces, SeatListQuery } from '@placet/contracts';
import { NotFound, type Actor, type WorkspaceId } from '@placet/kernel';
import { Cursors, UnitOfWork, WorkspaceEm } from '@placet/platform';
import { seatUsage, type SeatUsage } from '@placet/seats';
import type { z } from 'zod';

type Workspace = z.infer<typeof OperatorWorkspace>;
type Workspaces = z.infer<typeof OperatorWorkspaces>;

const list = 'workspaces';
/** No personal data: nothing here names a member. */
const columns = 'id, slug, name, state, scim_requests_per_second, members_max, verified_domains, created_at';

interface Found {
  readonly id: WorkspaceId;
  readonly slug: string;
  readonly name: string;
  readonly state: Workspace['state'];
  readonly scim_requests_per_second: number | null;
  readonly members_max: number | null;
  readonly verified_domains: string[];
  readonly created_at: Date;
}

const workspaceOf = (row: Found, pools: readonly SeatUsage[]): Workspace => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  state: row.state,
  limits: { scimRequestsPerSecond: row.scim_requests_per_second, membersMax: row.members_max },
  verifiedDomains: row.verified_domains,
  seats: pools.map(({ product, purchased, assigned, reserved, waiting, grandfathered }) => ({
    product,
    purchased,
    assigned,
    reserved,
    waiting,
    grandfathered,
  })),
  createdAt: row.created_at.toISOString(),
});

/** A workspace as the operator sees it; the actor names it. @throws NotFound */
export class GetWorkspace extends Query<Workspace> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@QueryHandler(GetWorkspace)
export class GetWorkspaceHandler implements IQueryHandler<GetWorkspace> {
  constructor(private readonly em: WorkspaceEm) {}

  async execute({ actor }: GetWorkspace): Promise<Workspace> {
    const [row] = await this.em.execute<Found>(`select ${columns} from workspace where id = $1`, [actor.workspaceId]);
    if (!row) throw new NotFound('workspace');
    return workspaceOf(row, await this.em.execute<SeatUsage>(seatUsage));
  }
}

/** All workspaces in the order of their slugs. @throws MalformedCursor */
export class ListWorkspaces extends Query<Workspaces> {
  constructor(
    readonly actor: Actor,
    readonly asked: z.output<typeof SeatListQuery>,
  ) {
    super();
  }
}

@QueryHandler(ListWorkspaces)
export class ListWorkspacesHandler implements IQueryHandler<ListWorkspaces> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly units: UnitOfWork,
    private readonly cursors: Cursors,
  ) {}

  async execute({ asked }: ListWorkspaces): Promise<Workspaces> {
    const after = this.cursors.decode(list, asked);
    const rows = await this.em.execute<Found>(
      `select ${columns} from workspace where $1::text is null or slug > $1 order by slug limit $2`,
      [after?.[0] ?? null, asked.limit + 1],
    );
    const page = rows.slice(0, asked.limit);
    // Pools lie behind row-level security, so each workspace is a trip of its own.
    const pools = (id: WorkspaceId) =>
      this.units.readTrip(id, [{ statement: seatUsage, values: [] }]) as Promise<unknown> as Promise<SeatUsage[]>;
    const last = page.at(-1);
    return {
      items: await Promise.all(page.map(async (row) => workspaceOf(row, await pools(row.id)))),
      ...(last && rows.length > page.length ? { nextCursor: this.cursors.encode(list, asked, [last.slug]) } : {}),
    };
  }
}
