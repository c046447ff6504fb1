import { NotFound, type Actor } from '@placet/kernel';
import { statement, type WorkspaceEm } from '@placet/platform';

/** What a connection does with whom it creates. */
export interface ConnectionSettings {
  readonly on_create: 'invite' | 'active';
  readonly seat_policy: 'wait' | 'refuse';
  /** the built-in group Member where none is set */
  readonly groups: readonly string[];
  readonly default_seniority: string | null;
  readonly default_products: readonly string[];
  readonly languages: readonly string[];
  readonly verified_domains: readonly string[];
}

/** `$1` connection. */
const settings = statement(
  'connection_settings',
  `select c.on_create, c.seat_policy, c.default_seniority, c.default_products, w.languages, w.verified_domains,
          case when cardinality(c.default_groups) > 0 then c.default_groups
               else array(select g.id from user_group g where g.workspace_id = c.workspace_id and g.built_in = 'member') end as groups
     from directory_connection c join workspace w on w.id = c.workspace_id where c.id = $1`,
);

/** The settings of the connection that asks. */
export async function settingsOf(em: WorkspaceEm, actor: Actor): Promise<ConnectionSettings> {
  const [found] = await em.execute<ConnectionSettings>(settings, [actor.id]);
  if (!found) throw new NotFound('connection');
  return found;
}
