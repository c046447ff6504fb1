import pg from 'pg';
import { mark, personId } from '../load/people.ts';

/** The person whom the product itself made, through the SCIM door, and who is copied. */
export interface Model {
  readonly workspaceId: string;
  readonly workspace: number;
  readonly memberId: string;
  readonly userCode: number;
}

export interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const perStatement = 20_000;

/** The columns that can be written of all tables that hold rows of a member, his events among them; the live log is for those who watch, no data. */
export async function columnsOf(client: pg.ClientBase): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'directory_log' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and (c.relname in ('member', 'event') or exists (
             select from pg_attribute own where own.attrelid = c.oid and own.attname = 'member_id' and not own.attisdropped))
     order by c.relname <> 'member', c.relname, a.attnum`);
  return Map.groupBy(rows, ({ table }) => table);
}

const keyOf = (table: string) => (table === 'member' ? 'id' : table === 'event' ? 'subject_id' : 'member_id');

/** Makes people by copying every row that the product wrote for one: whatever a create leaves behind, each of them has, in every table, also in
 * those of tomorrow. Only names, ids and codes differ. Foreign keys, unique indexes, CHECKs and triggers stay on (users are counted by one); the
 * counters that a create moves itself (seats, codes) are moved by as many. So it is consistent by construction, and the seat suite's invariants are run on it afterwards.
 *
 * Not the same: the personal part of the events is the model's own ciphertext, and nothing of it is sealed yet.
 *
 * @param count people, numbered from 1
 */
export async function copyPerson(database: pg.Pool, model: Model, count: number): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    const tables = await columnsOf(client);
    for (const [table, columns] of tables) await copyRows(client, table, columns, model, 1, count);
    await client.query(
      `update seat_pool set assigned = assigned + $2, version = version + $2 where workspace_id = $1 and product = 'core'`,
      [model.workspaceId, count],
    );
    await client.query('update workspace_tally set last_user_code = last_user_code + $2 where workspace_id = $1', [
      model.workspaceId,
      count,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** @param from number of the first and @param to of the last person who gets the model's rows of this table */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly Column[],
  model: Model,
  from: number,
  to: number,
): Promise<void> {
  const texts = columns.map(({ column }) => `"${column}"::text`).join(', ');
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${texts} from "${table}" where workspace_id = $1 and "${keyOf(table)}"::text = $2`,
    [model.workspaceId, model.memberId],
  );
  const written = columns.filter(({ column }) => !(table === 'event' && column === 'tx'));
  const names = written.map(({ column }) => `"${column}"`).join(', ');
  for (const row of rows) {
    const values = written.map((column) => expressionOf(column, row[column.column] ?? null, model)).join(', ');
    for (let first = from; first <= to; first += perStatement) {
      const last = Math.min(to, first + perStatement - 1);
      await client.query(`insert into "${table}" (${names}) select ${values} from generate_series(${first}, ${last}) n`);
    }
  }
}

/** The model's value, said of person `n`. */
function expressionOf({ column, type }: Column, value: string | null, { memberId, userCode, workspace }: Model): string {
  if (value === null) return `null::${type}`;
  if (column === 'id' && value !== memberId) return 'uuidv7()';
  if (column === 'user_code') return `user_code_of(${userCode} + n)`;
  const text = pg.escapeLiteral(value);
  if (!value.includes(memberId) && !value.includes(mark(0))) return `${text}::${type}`;
  const [id, name] = [`'${personId(workspace, 0).slice(0, -12)}' || lpad(to_hex(n), 12, '0')`, `'p' || lpad(n::text, 7, '0')`];
  return `replace(replace(${text}, '${memberId}', ${id}), '${mark(0)}', ${name})::${type}`;
}
