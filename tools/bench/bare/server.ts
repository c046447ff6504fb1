import { hash, randomUUIDv7 } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import pg from 'pg';
import * as sql from './statements.ts';

interface User {
  readonly userName: string;
  readonly externalId: string;
  readonly emails: readonly { readonly value: string }[];
}
interface Patch {
  readonly Operations: readonly { readonly value: readonly { readonly value: string }[] }[];
}

const listHead = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],';
const base = '/scim/v2';

/** The yardstick: `node:http` and `pg`, each call one prepared statement, JSON stored ready to send; no framework, no validation, no row-level
 * security. Nothing that Placet promises beyond the rows themselves.
 *
 * @param pool its size matters: see `bareServer` in `main.ts`
 */
export function bareServer(pool: pg.Pool): Server {
  const workspaces = new Map<string, string>();
  const anchors = new Map<string, Promise<string[]>>();

  async function workspaceOf(authorization = ''): Promise<string | undefined> {
    const digest = hash('sha256', authorization.slice(7), 'hex');
    const known = workspaces.get(digest);
    if (known) return known;
    const { rows } = await pool.query<{ workspace_id: string }>(sql.byToken, [Buffer.from(digest, 'hex')]);
    if (rows[0]) workspaces.set(digest, rows[0].workspace_id);
    return rows[0]?.workspace_id;
  }

  async function one(statement: { name: string; text: string }, values: unknown[], response: ServerResponse): Promise<void> {
    const { rows } = await pool.query<{ doc: string }>(statement, values);
    if (rows[0]) send(response, 200, rows[0].doc);
    else send(response, 404, '{}');
  }

  async function find(workspace: string, filter: string, response: ServerResponse): Promise<void> {
    const quote = filter.indexOf('"');
    const value = filter.slice(quote + 1, -1);
    const statement = filter.startsWith('userName')
      ? sql.findUserName
      : filter.startsWith('externalId')
        ? sql.findExternalId
        : sql.findEmail;
    const { rows } = await pool.query<{ doc: string }>(statement, [workspace, value]);
    const count = rows.length;
    const docs = rows.map(({ doc }) => doc).join(',');
    send(response, 200, `${listHead}"totalResults":${count},"startIndex":1,"itemsPerPage":${count},"Resources":[${docs}]}`);
  }

  async function page(workspace: string, startIndex: number, count: number, response: ServerResponse): Promise<void> {
    let loading = anchors.get(workspace);
    if (!loading) {
      loading = pool.query<{ id: string }>(sql.anchors, [workspace]).then(({ rows }) => rows.map(({ id }) => id));
      anchors.set(workspace, loading);
    }
    const known = await loading;
    const nearest = Math.min(Math.floor((startIndex - 1) / 200), known.length - 1);
    const values = [workspace, known[nearest], startIndex - 1 - nearest * 200, count];
    const { rows } = await pool.query<{ total: number; docs: string | null }>(sql.list, values);
    const { total, docs } = rows[0]!;
    send(
      response,
      200,
      `${listHead}"totalResults":${total},"startIndex":${startIndex},"itemsPerPage":${count},"Resources":[${docs ?? ''}]}`,
    );
  }

  async function create(workspace: string, body: string, response: ServerResponse): Promise<void> {
    const user = JSON.parse(body) as User;
    const id = randomUUIDv7();
    const email = user.emails[0]?.value.toLowerCase();
    const doc = docOf(id, body);
    const { rowCount } = await pool.query(sql.create, [workspace, id, user.userName.toLowerCase(), user.externalId, email, doc]);
    send(response, rowCount ? 201 : 403, rowCount ? doc : '{}');
  }

  async function addGroup(workspace: string, body: string, response: ServerResponse): Promise<void> {
    const id = randomUUIDv7();
    await pool.query(sql.addGroup, [workspace, id, (JSON.parse(body) as { displayName: string }).displayName]);
    send(response, 201, JSON.stringify({ id }));
  }

  async function addToGroup(workspace: string, groupId: string, body: string, response: ServerResponse): Promise<void> {
    const memberId = (JSON.parse(body) as Patch).Operations[0]?.value[0]?.value;
    const { rowCount } = await pool.query(sql.addToGroup, [workspace, groupId, memberId]);
    send(response, rowCount ? 204 : 404, '');
  }

  async function group(workspace: string, id: string, response: ServerResponse): Promise<void> {
    const { rows } = await pool.query<{ member_id: string }>(sql.groupMembers, [workspace, id]);
    send(response, 200, JSON.stringify({ id, members: rows.map(({ member_id }) => ({ value: member_id })) }));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'GET' ? '' : await textOf(request);
    const workspace = await workspaceOf(request.headers.authorization);
    if (!workspace) return send(response, 401, '{}');
    const path = (request.url ?? '').slice(base.length);
    const id = path.slice(path.lastIndexOf('/') + 1);
    switch (request.method) {
      case 'POST':
        return path === '/Users' ? create(workspace, body, response) : addGroup(workspace, body, response);
      case 'PATCH':
        return path.startsWith('/Users/') ? one(sql.switchOff, [workspace, id], response) : addToGroup(workspace, id, body, response);
      default:
    }
    if (path.startsWith('/Users/')) return one(sql.read, [workspace, id], response);
    if (path.startsWith('/Groups/')) return group(workspace, id, response);
    const query = new URLSearchParams(path.slice(path.indexOf('?')));
    const filter = query.get('filter');
    if (filter) return find(workspace, filter, response);
    return page(workspace, Number(query.get('startIndex')), Number(query.get('count')), response);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: { code?: string }) => send(response, error.code === '23505' ? 409 : 500, '{}'));
  });
}

/** The resource as it is answered, made from what was sent without taking it apart. @param body of a create */
export const docOf = (id: string, body: string): string =>
  `{"id":"${id}","meta":{"resourceType":"User","created":"2026-01-01T00:00:00Z","lastModified":"2026-01-01T00:00:00Z","location":"http://localhost/scim/v2/Users/${id}","version":"W/\\"1\\""},${body.slice(1)}`;

function send(response: ServerResponse, status: number, body: string): void {
  if (status === 204) response.writeHead(204).end();
  else response.writeHead(status, { 'content-type': 'application/scim+json', 'content-length': Buffer.byteLength(body) }).end(body);
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}
