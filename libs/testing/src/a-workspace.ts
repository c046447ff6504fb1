import { builtInGroups, keysOf, type BuiltInGroup } from '@placet/contracts';
import { Ids, operatorActor, publicActor, type Actor, type MemberId, type Reach, type WorkspaceId } from '@placet/kernel';
import { AcceptInvitation, AddMember, OpenWorkspace, type NewMember } from '@placet/members';
import type { SpecWorld } from './spec-world.ts';

const ids = new Ids();
export const aPassword = 'correct horse battery staple';

/** A workspace of a spec's own, opened through the operator's door, with its owner signed up. */
export class AWorkspace {
  private count = 0;

  private constructor(
    private readonly world: SpecWorld,
    readonly id: WorkspaceId,
    readonly slug: string,
    readonly operator: Actor,
    readonly owner: Actor,
    readonly groups: Record<BuiltInGroup, string>,
  ) {}

  /** @param seats bought per product, such as `{ core: 3 }` */
  static async with(world: SpecWorld, seats: Record<string, number>): Promise<AWorkspace> {
    const id = ids.next<WorkspaceId>();
    const slug = `w${id.replaceAll('-', '').slice(-20)}`;
    const operator = operatorActor(id);
    const opened = await world.bus.execute(
      new OpenWorkspace(operator, {
        slug,
        name: slug,
        language: 'en',
        languages: ['en', 'fr'],
        currency: 'EUR',
        timeZone: 'UTC',
        owner: { firstName: 'Olga', lastName: 'Owner', email: `owner@${slug}.test` },
        products: Object.entries(seats).map(([product, count]) => ({ product, seats: count })),
      }),
    );
    await world.bus.execute(new AcceptInvitation(publicActor(id, 'invitation'), opened.ownerActivationToken, { password: aPassword }));
    const groups = await world.sql<{ built_in: BuiltInGroup; id: string }>('select built_in, id from user_group where workspace_id = $1', [
      id,
    ]);
    const byName = Object.fromEntries(groups.map((group) => [group.built_in, group.id])) as Record<BuiltInGroup, string>;
    return new AWorkspace(world, id, slug, operator, actorOf(id, opened.ownerId, 'owner'), byName);
  }

  /** A member with these rights, as a guard would make him. */
  actor(memberId: MemberId, group: BuiltInGroup, siteIds: readonly string[] = []): Actor {
    return actorOf(this.id, memberId, group, siteIds);
  }

  /** What a form would send for one more person. */
  person(more: Partial<NewMember> = {}): NewMember {
    const n = ++this.count;
    return {
      firstName: 'Ada',
      lastName: `Byron ${n}`,
      email: `ada${n}@${this.slug}.test`,
      groupIds: [this.groups.member],
      products: [],
      language: 'en',
      ...more,
    };
  }

  /** Adds an active member (with a temporary password) who holds these products. */
  async active(products: readonly string[] = [], more: Partial<NewMember> = {}): Promise<MemberId> {
    const added = await this.world.bus.execute(new AddMember(this.owner, this.person({ products, ...more }), 'temporary_password', false));
    return added.memberId;
  }

  /** The pool's counters, as the database has them. */
  async pool(product: string): Promise<{ purchased: number; assigned: number; reserved: number; waiting: number; grandfathered: number }> {
    const [pool] = await this.world.sql<{ purchased: number; assigned: number; reserved: number; waiting: number; grandfathered: number }>(
      'select purchased, assigned, reserved, waiting, grandfathered from seat_pool where workspace_id = $1 and product = $2',
      [this.id, product],
    );
    return pool!;
  }

  async stateOf(memberId: MemberId): Promise<string> {
    const [row] = await this.world.sql<{ state: string }>('select state from member where workspace_id = $1 and id = $2', [
      this.id,
      memberId,
    ]);
    return row!.state;
  }

  /** Types of what happened, oldest first. */
  async events(): Promise<string[]> {
    return (await this.world.sql<{ type: string }>('select type from event where workspace_id = $1 order by id', [this.id])).map(
      ({ type }) => type,
    );
  }
}

function actorOf(workspaceId: WorkspaceId, id: MemberId, group: BuiltInGroup, siteIds: readonly string[] = []): Actor {
  const { rank, sitesOnly } = builtInGroups[group];
  const permissions = new Map<string, Reach>(keysOf(group).map((key) => [key, sitesOnly ? 'own_sites' : 'workspace']));
  return { kind: 'member', workspaceId, id, door: 'console', rank, permissions, siteIds, language: 'en' };
}
