import { builtInGroups } from '@placet/contracts';
import { InvalidField, NotFound, PermissionMissing, RankTooLow, type Actor, type ConnectionId } from '@placet/kernel';
import type { Bus, WorkspaceEm } from '@placet/platform';
import { GetSeatUsage } from '@placet/seats';

/** What a directory's group gives. */
export interface Mapping {
  readonly groupIds: readonly string[];
  readonly products: readonly string[];
  readonly siteIds: readonly string[];
}

interface Group {
  readonly id: string;
  readonly rank: number;
  readonly permissions: readonly string[];
  readonly sites_only: boolean;
}

/** Nobody maps more than he has himself, and nobody maps what makes owners. A kind that comes from the users' attributes is not mapped.
 *
 * @param before the mapping that is there: what it holds was judged when it was made, and may stay
 * @throws NotFound, PermissionMissing naming the key, RankTooLow, InvalidField naming the kind
 * @see scim.md §13
 */
export async function mayMap(
  em: WorkspaceEm,
  bus: Bus,
  actor: Actor,
  connectionId: ConnectionId,
  mapping: Mapping,
  before: Mapping = { groupIds: [], products: [], siteIds: [] },
): Promise<void> {
  const [source] = await em.execute<{ sites_from: string; products_from: string }>(
    'select sites_from, products_from from directory_connection where id = $1',
    [connectionId],
  );
  if (!source) throw new NotFound('connection');
  const fresh = (kind: keyof Mapping) => mapping[kind].filter((value) => !before[kind].includes(value));
  if (source.products_from === 'attributes' && fresh('products').length) throw new InvalidField('products', 'from_attributes');
  if (source.sites_from === 'attributes' && fresh('siteIds').length) throw new InvalidField('siteIds', 'from_attributes');
  await mayGiveGroups(em, actor, fresh('groupIds'));
  await mayGiveProducts(bus, actor, fresh('products'));
  await mayGiveSites(em, actor, fresh('siteIds'));
}

async function mayGiveGroups(em: WorkspaceEm, actor: Actor, groupIds: readonly string[]): Promise<void> {
  if (!groupIds.length) return;
  const groups = await em.execute<Group>('select id, rank, permissions, sites_only from user_group where id = any($1::uuid[])', [groupIds]);
  if (groups.length < new Set(groupIds).size) throw new InvalidField('groupIds', 'unknown');
  if (groups.some(({ rank }) => rank >= builtInGroups.owner.rank)) throw new InvalidField('groupIds', 'makes_owners');
  for (const { rank, permissions, sites_only: sitesOnly } of groups) {
    if (rank > actor.rank) throw new RankTooLow(rank, actor.rank);
    const lacked = permissions.find((key) => !everybodys.has(key) && !holds(actor, key, sitesOnly));
    if (lacked !== undefined) throw new PermissionMissing(lacked);
  }
}

async function mayGiveProducts(bus: Bus, actor: Actor, products: readonly string[]): Promise<void> {
  if (!products.length) return;
  if (!holds(actor, 'members.edit', false)) throw new PermissionMissing('members.edit');
  const sold = await bus.execute(new GetSeatUsage(actor));
  if (products.some((code) => !sold.some(({ product }) => product === code))) throw new InvalidField('products', 'not_sold');
}

async function mayGiveSites(em: WorkspaceEm, actor: Actor, siteIds: readonly string[]): Promise<void> {
  if (!siteIds.length) return;
  if (!holds(actor, 'members.edit', false)) throw new PermissionMissing('members.edit');
  const sites = await em.execute('select id from site where id = any($1::uuid[])', [siteIds]);
  if (sites.length < new Set(siteIds).size) throw new InvalidField('siteIds', 'unknown');
}

/** What everybody has, and so may give. */
const everybodys: ReadonlySet<string> = new Set(['me.read']);

function holds({ permissions }: Actor, key: string, onOwnSitesOnly: boolean): boolean {
  const reach = permissions.get(key);
  return reach === 'workspace' || (reach === 'own_sites' && onOwnSitesOnly);
}
