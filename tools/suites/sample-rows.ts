import pg from 'pg';

/** Values that satisfy the CHECKs of columns which a value made from the type would not. */
const fitting: Record<string, string> = {
  'directory_connection.on_create': `'invite'`,
  'directory_connection.provider': `'okta'`,
  'directory_connection.seat_policy': `'wait'`,
  'directory_connection.state': `'on'`,
  'directory_connection.sites_from': `'mapping'`,
  'directory_connection.products_from': `'mapping'`,
  'directory_group_member.member_type': `'User'`,
  'directory_grant.kind': `'group'`,
  'directory_client.public_key': 'null',
  'directory_held.wish': `'delete'`,
  'directory_held.state': `'held'`,
  'holding.state': `'reserved'`,
  'invitation.state': `'open'`,
  'member.state': `'active'`,
  'member.kind': `'staff'`,
  'member.default_site': 'null',
  'member.seniority': 'null',
  'member_key.key': `decode(repeat('00', 32), 'hex')`,
  'user_group.built_in': 'null',
  'account.secret_kind': `'none'`,
  'mail.state': `'queued'`,
};

const byType: Record<string, string> = {
  uuid: 'uuidv7()',
  text: `'x' || substr(md5(random()::text), 1, 12)`,
  int4: '1',
  int8: '1',
  bool: 'false',
  bytea: `decode(md5(random()::text), 'hex')`,
  jsonb: `'{}'`,
  timestamptz: 'now()',
  date: 'current_date',
  xid8: 'pg_current_xact_id()',
};

interface Column {
  name: string;
  type: string;
}

/** Puts one row of a workspace into each of its tables, as a superuser and without foreign keys. @returns the tables' names */
export async function sampleRows(client: pg.Client, workspaceId: string): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string; columns: Column[] }>(
    `select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', t.typname) order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
      where n.nspname = 'public' and c.relkind = 'r' and a.attgenerated = '' and c.relname <> 'operator_idempotency'
        and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id')
      group by c.relname order by c.relname`,
  );
  await client.query('begin; set local session_replication_role = replica');
  for (const { name, columns } of tables) {
    const values = columns.map(({ name: column, type }) => {
      if (column === 'workspace_id') return '$1::uuid';
      return fitting[`${name}.${column}`] ?? (type.startsWith('_') ? `'{}'` : byType[type]) ?? 'null';
    });
    await client.query(`insert into ${name} (${columns.map((column) => `"${column.name}"`).join(', ')}) values (${values.join(', ')})`, [
      workspaceId,
    ]);
  }
  await client.query('commit');
  return tables.map(({ name }) => name);
}
