import { hash } from 'node:crypto';
import pg from 'pg';
import { docOf } from '../bare/server.ts';
import { externalIdOf, mark, personId, userBody, userNameOf } from '../load/people.ts';

/** The same people, under the same names and ids, for the bare server. */
export async function addBarePeople(
  database: pg.Pool,
  { workspaceId, number, token, groupId }: { workspaceId: string; number: number; token: string; groupId: string },
  count: number,
): Promise<void> {
  const none = mark(0);
  const id = `'${personId(number, 0).slice(0, -12)}' || lpad(to_hex(n), 12, '0')`;
  const name = `'p' || lpad(n::text, 7, '0')`;
  const named = (text: string) => `replace(replace(${pg.escapeLiteral(text)}, '${none}', ${name}), '${personId(number, 0)}', ${id})`;
  const values = [
    `(${id})::uuid`,
    named(userNameOf(number, none)),
    named(externalIdOf(none)),
    named(userNameOf(number, none)),
    'true',
    named(docOf(personId(number, 0), userBody(number, none))),
  ];
  await database.query('insert into token values ($1, $2)', [Buffer.from(hash('sha256', token, 'hex'), 'hex'), workspaceId]);
  await database.query('insert into seat_pool values ($1, 1000000, $2, $2)', [workspaceId, count]);
  await database.query(
    `insert into member (workspace_id, id, user_name, external_id, email, active, doc)
     select '${workspaceId}', ${values.join(', ')} from generate_series(1, ${count}) n`,
  );
  await database.query(
    `insert into audit (workspace_id, id, type, subject_id, facts) select workspace_id, uuidv7(), 'member.added', id, '{"door":"scim"}' from member where workspace_id = $1`,
    [workspaceId],
  );
  await database.query('insert into grp (workspace_id, id, name) values ($1, $2, $3)', [workspaceId, groupId, 'Everybody']);
  await database.query(
    `insert into grp_member (workspace_id, group_id, member_id) select '${workspaceId}', $1, (${id})::uuid from generate_series(1, ${count} / 10) n`,
    [groupId],
  );
}
