import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { builtInGroups, type EditConnectionBody } from '@placet/contracts';
import { InvalidField, NotFound, StaleVersion, type Actor, type ConnectionId } from '@placet/kernel';
import { Bus, WorkspaceEm } from '@placet/platform';
import { GetSeatUsage } from '@placet/seats';
import type { z } from 'zod';

/** What is to change; absent keeps. */
export type ConnectionChange = z.output<typeof EditConnectionBody>;

/** Changes what a connection does: for whom it creates from now on, and when no seat is left.
 *
 * @param expectedVersion of `If-Match`; absent: the last write per field wins
 * @throws NotFound, StaleVersion, InvalidField for a default that is unknown or gives more than a plain member has
 */
export class EditConnection extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly connectionId: ConnectionId,
    readonly change: ConnectionChange,
    readonly expectedVersion?: number,
  ) {
    super();
  }
}

interface Settings {
  readonly version: number;
  readonly name: string;
  readonly on_create: string;
  readonly seat_policy: string;
  readonly state: string;
  readonly sites_from: string;
  readonly products_from: string;
  readonly brake_percent: number | null;
  readonly brake_count: number | null;
  readonly grace_minutes: number;
  readonly default_groups: readonly string[];
  readonly default_seniority: string | null;
  readonly default_products: readonly string[];
}

const columns = [
  'name',
  'on_create',
  'seat_policy',
  'state',
  'sites_from',
  'products_from',
  'brake_percent',
  'brake_count',
  'grace_minutes',
  'default_groups',
  'default_seniority',
  'default_products',
] as const satisfies readonly (keyof Settings)[];
const settings = columns.join(', ');
const places = columns.map((_, n) => `$${n + 2}`).join(', ');

@CommandHandler(EditConnection)
export class EditConnectionHandler implements ICommandHandler<EditConnection> {
  constructor(
    private readonly em: WorkspaceEm,
    private readonly bus: Bus,
  ) {}

  async execute({ actor, connectionId, change, expectedVersion }: EditConnection): Promise<void> {
    const [found] = await this.em.execute<Settings>(`select version, ${settings} from directory_connection where id = $1 for update`, [
      connectionId,
    ]);
    if (!found) throw new NotFound('connection');
    const { version, ...before } = found;
    if (expectedVersion !== undefined && expectedVersion !== version) throw new StaleVersion('connection', version);
    // Known to the protocol, and refused as long as this product sells nothing.
    if (change.seatPolicy === 'buy') throw new InvalidField('seatPolicy', 'not_available');
    await this.checkDefaults(actor, change.defaults ?? {});
    const after = changed(before, change);
    const fields = (Object.keys(after) as (keyof typeof after)[]).filter((key) => String(after[key]) !== String(before[key]));
    if (!fields.length) return;
    await this.em.execute(`update directory_connection set (${settings}) = (${places}), version = version + 1 where id = $1`, [
      connectionId,
      ...columns.map((column) => after[column]),
    ]);
    const picked = (from: typeof before) => Object.fromEntries(fields.map((key) => [key, from[key]]));
    const facts = { before: picked(before), after: picked(after) };
    this.em.record({ type: 'connection.edited', subject: { kind: 'connection', id: connectionId }, facts });
  }

  private async checkDefaults(
    actor: Actor,
    { groupIds = [], seniority, products = [] }: NonNullable<ConnectionChange['defaults']>,
  ): Promise<void> {
    const [known] = await this.em.execute<{ groups: number; rank: number; seniority: boolean }>(
      `select (select count(*)::int from user_group where id = any($1::uuid[])) as groups,
              (select coalesce(max(rank), 0) from user_group where id = any($1::uuid[])) as rank,
              $2::uuid is null or exists (select from seniority where id = $2 and not retired) as seniority`,
      [groupIds, seniority ?? null],
    );
    if (!known || known.groups < new Set(groupIds).size) throw new InvalidField('defaults.groupIds', 'unknown');
    if (known.rank > builtInGroups.member.rank) throw new InvalidField('defaults.groupIds', 'rank_above_member');
    if (!known.seniority) throw new InvalidField('defaults.seniority', 'unknown');
    const sold = products.length ? await this.bus.execute(new GetSeatUsage(actor)) : [];
    if (products.some((code) => !sold.some(({ product }) => product === code))) throw new InvalidField('defaults.products', 'not_sold');
  }
}

function changed(before: Omit<Settings, 'version'>, change: ConnectionChange): Omit<Settings, 'version'> {
  const { defaults = {}, deactivationBrake: brake } = change;
  return {
    name: change.name ?? before.name,
    on_create: change.onCreate ?? before.on_create,
    seat_policy: change.seatPolicy ?? before.seat_policy,
    state: change.state ?? before.state,
    sites_from: change.sitesFrom ?? before.sites_from,
    products_from: change.productsFrom ?? before.products_from,
    brake_percent: brake === undefined ? before.brake_percent : (brake?.percent ?? null),
    brake_count: brake === undefined ? before.brake_count : (brake?.count ?? null),
    grace_minutes: change.graceMinutes ?? before.grace_minutes,
    default_groups: defaults.groupIds ?? before.default_groups,
    default_seniority: defaults.seniority === undefined ? before.default_seniority : defaults.seniority,
    default_products: defaults.products ?? before.default_products,
  };
}
