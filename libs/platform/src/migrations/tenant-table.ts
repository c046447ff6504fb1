/** Which rights `placet_app` gets on a table; never TRUNCATE, REFERENCES or TRIGGER, which row security doesn't cover. */
type Rights = 'select' | 'insert' | 'update' | 'delete';

/** Forces row-level security on a table and gives the application its rights.
 *
 * The policy is loud by design: without a workspace in the transaction every access is an error, so there is no
 * `missing_ok`. The `(select …)` makes PostgreSQL read the setting once a statement.
 *
 * @param system rights of the few jobs that cross workspaces (relay, reconciler, seals); none by default
 */
export function tenantTable(table: string, rights: readonly Rights[], system: readonly Rights[] = []): string {
  const workspace = `workspace_id = (select current_setting('app.workspace_id')::uuid)`;
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    `create policy workspace_only on ${table} for all to placet_app using (${workspace}) with check (${workspace});`,
    `grant ${rights.join(', ')} on ${table} to placet_app;`,
    ...(system.length
      ? [
          `create policy cross_workspace on ${table} for all to placet_system using (true) with check (true);`,
          `grant ${system.join(', ')} on ${table} to placet_system;`,
        ]
      : []),
  ].join('\n');
}
