/** One SQL statement of the hot path: prepared on every lane when it connects, so that no request pays for parsing. */
export interface Statement {
  readonly name: string;
  readonly sql: string;
  /** reads a few rows by an index: it may share a trip with others of its workspace, who then wait for it */
  readonly isQuick?: boolean;
}

const known = new Map<string, Statement>();

/** Names a statement and keeps it for the lanes. Called at module scope, once a statement.
 *
 * @throws where two statements share a name: lanes would mix them up
 */
export function statement(name: string, sql: string, { isQuick = false } = {}): Statement {
  if (known.has(name)) throw new Error(`two statements are called ${name}`);
  const made = { name, sql, isQuick };
  known.set(name, made);
  return made;
}

/** All that lanes prepare. */
export const preparedStatements = (): Statement[] => [...known.values()];

/** A statement with its values, ready to go. A plain text is parsed each time: for what is rare. */
export interface Bound {
  readonly statement: Statement | string;
  readonly values: readonly unknown[];
}

/** Every trip begins with it: the workspace, for this transaction only. */
export const setTenant = statement('tenant', `select set_config('app.workspace_id', $1, true)`);

/** The same behind the workspace's line, where a trip that waits for a lock holds up all that come after it. */
export const setTenantInLine = statement(
  'tenant_in_line',
  `select set_config('app.workspace_id', $1, true), set_config('lock_timeout', '250ms', true)`,
);
