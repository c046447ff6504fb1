import { Policies, type PolicyValues } from '@placet/contracts';
import { WorkspaceEm } from '@placet/platform';

/** The policies in force with their version; 1 where the workspace never changed any (`product.md` §13). */
export interface PoliciesInForce {
  readonly version: number;
  readonly values: PolicyValues;
  readonly changedAt: Date;
}

/** Reads the policies in the open transaction, the product's defaults filled in. */
export async function policiesInForce(em: WorkspaceEm): Promise<PoliciesInForce> {
  const [row] = await em.execute<{ version: number; values: unknown; changed_at: Date }>(
    `select coalesce(p.version, 1) as version, p.values, coalesce(p.changed_at, w.created_at) as changed_at
       from workspace w left join lateral (select version, values, changed_at from policy order by version desc limit 1) p on true
      where w.id = (select current_setting('app.workspace_id')::uuid)`,
  );
  return { version: row?.version ?? 1, values: Policies.parse(row?.values ?? {}), changedAt: row?.changed_at ?? new Date(0) };
}
