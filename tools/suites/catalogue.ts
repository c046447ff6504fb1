/** The rules that every table of a workspace keeps, asked of PostgreSQL's own catalogue (suite #5, `docs/adr/0002`). */
export interface CatalogueRule {
  readonly name: string;
  /** selects one row `what` per offence; `$1` are the listed exceptions of that rule */
  readonly sql: string;
  readonly exceptions: readonly string[];
}

const tables = `(select c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) and c.relname <> 'operator_idempotency' as of_workspace
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p'))`;
const setting = `workspace_id = ( SELECT (current_setting('app.workspace_id'::text))::uuid AS current_setting)`;
const firstColumn = `(select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0])`;
const indexes = `pg_index i join ${tables} t on t.oid = i.indrelid and t.of_workspace`;

export const catalogueRules: readonly CatalogueRule[] = [
  {
    name: 'a table without workspace_id is a listed exception',
    sql: `select relname as what from ${tables} t where not of_workspace and relname <> all($1)`,
    exceptions: ['workspace', 'product', 'lease', 'rate_limit', 'operator_idempotency', 'mikro_orm_migrations'],
  },
  {
    name: 'row-level security is on',
    sql: `select relname as what from ${tables} t where of_workspace and not relrowsecurity and relname <> all($1)`,
    exceptions: [],
  },
  {
    name: 'row-level security is forced',
    sql: `select relname as what from ${tables} t where of_workspace and not relforcerowsecurity and relname <> all($1)`,
    exceptions: [],
  },
  {
    name: 'placet_app has exactly one policy, for reading and writing, on its own workspace',
    sql: `select relname as what from ${tables} t where of_workspace and relname <> all($1) and (
            select count(*) filter (where qual = '(${setting.replaceAll("'", "''")})' and with_check = qual and cmd = 'ALL') <> 1 or count(*) <> 1
              from pg_policies p where p.tablename = t.relname and ('placet_app' = any(p.roles) or 'public' = any(p.roles)))`,
    exceptions: [],
  },
  {
    name: 'workspace_id is never null',
    sql: `select relname as what from ${tables} t join pg_attribute a on a.attrelid = t.oid and a.attname = 'workspace_id' where not a.attnotnull and relname <> all($1)`,
    // the operator's key may open a workspace, which is not known before
    exceptions: ['operator_idempotency'],
  },
  {
    name: 'a primary key begins with workspace_id',
    sql: `select relname as what from ${indexes} where i.indisprimary and ${firstColumn} <> 'workspace_id' and relname <> all($1)`,
    exceptions: [],
  },
  {
    name: 'a unique key contains workspace_id',
    sql: `select i.indexrelid::regclass::text as what from ${indexes} where i.indisunique and i.indexrelid::regclass::text <> all($1)
            and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'workspace_id' and a.attnum = any(i.indkey))`,
    exceptions: [],
  },
  {
    name: 'an index begins with workspace_id',
    sql: `select i.indexrelid::regclass::text as what from ${indexes} where ${firstColumn} is distinct from 'workspace_id' and i.indexrelid::regclass::text <> all($1)`,
    exceptions: [
      'outbox_due',
      'process_open',
      'event_to_seal',
      'idempotency_expiry',
      'directory_access_token_expiry',
      'directory_assertion_expiry',
      'directory_leaving_expiry',
      'directory_log_expiry',
    ],
  },
  {
    name: 'a foreign key between tables of a workspace is composite',
    sql: `select k.conname as what from pg_constraint k join ${tables} t on t.oid = k.conrelid and t.of_workspace join ${tables} r on r.oid = k.confrelid and r.of_workspace
           where k.contype = 'f' and k.conname <> all($1) and not exists (
             select from unnest(k.conkey, k.confkey) as pair(ours, theirs)
               join pg_attribute a on a.attrelid = k.conrelid and a.attnum = ours and a.attname = 'workspace_id'
               join pg_attribute b on b.attrelid = k.confrelid and b.attnum = theirs and b.attname = 'workspace_id')`,
    exceptions: [],
  },
  {
    name: 'a view asks with the rights of its reader',
    sql: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'v'
            and not coalesce('security_invoker=true' = any(c.reloptions) or 'security_invoker=on' = any(c.reloptions), false) and c.relname <> all($1)`,
    exceptions: [],
  },
  {
    name: 'no materialised view',
    sql: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'm' and c.relname <> all($1)`,
    exceptions: [],
  },
  {
    name: 'no role of the running system may truncate, reference or set triggers',
    sql: `select grantee || ' ' || privilege_type || ' ' || table_name as what from information_schema.role_table_grants
           where grantee in ('placet_app', 'placet_system', 'placet_search', 'PUBLIC') and table_schema = 'public'
             and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and table_name <> all($1)`,
    exceptions: [],
  },
  {
    name: 'events and their chain are insert-only',
    sql: `select grantee || ' ' || privilege_type || ' ' || table_name as what from information_schema.role_table_grants
           where grantee in ('placet_app', 'placet_system', 'PUBLIC') and table_name in ('event', 'event_seal')
             and privilege_type in ('UPDATE', 'DELETE') and table_name <> all($1)`,
    exceptions: [],
  },
  {
    name: 'no role of the running system is strong, owns a table or may become an owner',
    sql: `select r.rolname as what from pg_roles r where r.rolname in ('placet_app', 'placet_system', 'placet_search', 'placet_owner') and r.rolname <> all($1) and (
            r.rolsuper or r.rolbypassrls or r.rolcreaterole or (r.rolname <> 'placet_owner' and (
              exists (select from ${tables} t where t.relowner = r.oid) or exists (select from pg_auth_members m where m.member = r.oid))))`,
    exceptions: [],
  },
  {
    name: 'a SECURITY DEFINER function is a listed exception with a fixed search_path',
    sql: `select p.proname as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef
            and (p.proname <> all($1) or not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%'))`,
    exceptions: ['search_members', 'outbox_age_seconds'],
  },
];
