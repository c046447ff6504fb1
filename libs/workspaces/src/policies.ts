import { Policies, defaultPolicies, type PolicyValues } from '@placet/contracts';
import { WorkspaceEm } from '@placet/platform';

/** The policies in force with their version; 0 where the workspace never changed any (`product.md` §13). */
export interface PoliciesInForce {
  readonly version: number;
  readonly values: PolicyValues;
  readonly changedAt: Date;
}

/** Reads the policies in the open transaction, the product's defaults filled in. */
export async function policiesInForce(em: WorkspaceEm): Promise<PoliciesInForce> {
  const [row] = await em.execute<{ version: number; values: unknown; changed_at: Date }>(
    'select version, values, changed_at from policy order by version desc limit 1',
  );
  return row
    ? { version: row.version, values: Policies.parse(row.values), changedAt: row.changed_at }
    : { version: 0, values: defaultPolicies, changedAt: new Date(0) };
}
