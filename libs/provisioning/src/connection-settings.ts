import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '@placet/kernel';
import { UnitOfWork, statement } from '@placet/platform';
import type { ResourceType } from '@placet/scim-protocol';
import { userTypeFor } from './placet-schemas.ts';

/** What a connection does with whom it creates and changes. */
export interface ConnectionSettings {
  readonly on_create: 'invite' | 'active';
  readonly seat_policy: 'wait' | 'refuse';
  /** the built-in group Member where none is set */
  readonly groups: readonly string[];
  readonly default_seniority: string | null;
  readonly default_products: readonly string[];
  readonly sites_from: 'attributes' | 'mapping';
  readonly products_from: 'attributes' | 'mapping';
  /** within ten minutes; both null: no brake */
  readonly brake_count: number | null;
  readonly brake_percent: number | null;
  readonly grace_minutes: number;
  /** whether deactivations of this connection wait for an owner */
  readonly holds: boolean;
  /** whether an administrator has named members whom it may take over */
  readonly names: boolean;
  readonly languages: readonly string[];
  readonly verified_domains: readonly string[];
}

/** Over rows `c` of directory_connection and `w` of workspace, as one jsonb. */
export const settingsJson = `jsonb_build_object('on_create', c.on_create, 'seat_policy', c.seat_policy, 'default_seniority', c.default_seniority,
  'default_products', c.default_products, 'sites_from', c.sites_from, 'products_from', c.products_from, 'brake_count', c.brake_count,
  'brake_percent', c.brake_percent, 'grace_minutes', c.grace_minutes, 'languages', w.languages, 'verified_domains', w.verified_domains,
  'holds', exists (select from directory_held h where h.workspace_id = c.workspace_id and h.connection_id = c.id and h.state = 'held'),
  'names', exists (select from directory_adoption a where a.workspace_id = c.workspace_id and a.connection_id = c.id),
  'groups', case when cardinality(c.default_groups) > 0 then c.default_groups
                 else array(select g.id from user_group g where g.workspace_id = c.workspace_id and g.built_in = 'member') end)`;

/** `$1` connection. */
const settingsRead = statement(
  'connection_settings',
  `select ${settingsJson} as settings from directory_connection c join workspace w on w.id = c.workspace_id where c.id = $1`,
);

/** The settings of whoever asks: those that were read with his credential, whose proof fails once they have changed; else read now. */
@Injectable()
export class SettingsInForce {
  private readonly known = new WeakMap<Actor, () => ConnectionSettings>();

  constructor(private readonly units: UnitOfWork) {}

  /** @param settings as they are when they are asked for: a proof that is renewed brings new ones */
  remember(actor: Actor, settings: () => ConnectionSettings): void {
    this.known.set(actor, settings);
  }

  /** `/Users` as the connection that asks may write it. */
  async userTypeOf(actor: Actor): Promise<ResourceType> {
    const { sites_from: sitesFrom, products_from: productsFrom } = await this.of(actor);
    return userTypeFor({ sitesFrom, productsFrom });
  }

  /** @throws NotFound for what is no connection */
  async of(actor: Actor): Promise<ConnectionSettings> {
    const known = this.known.get(actor);
    if (known) return known();
    const [found] = await this.units.readTrip(actor, [{ statement: settingsRead, values: [actor.id] }]);
    if (!found) throw new NotFound('connection');
    return found['settings'] as ConnectionSettings;
  }
}
