import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findDoor, openDoor } from './door.mjs';

type Reply = { status: number; body: object };

/** A server that answers as the spec says, and keeps what it was asked. */
async function aServer(reply: (request: IncomingMessage) => Reply) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
    const { status, body } = reply(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/operator/v1`;
  return { url, asked, close: () => server.close() };
}

describe("the operator's door", () => {
  it('finds a workspace by its slug, page after page', async () => {
    const pages: Record<string, object> = {
      '/operator/v1/workspaces?limit=200': { items: [{ slug: 'acme', id: '1' }], nextCursor: 'a b' },
      '/operator/v1/workspaces?limit=200&cursor=a%20b': { items: [{ slug: 'globex', id: '2' }] },
    };
    const server = await aServer(({ url = '' }) => ({ status: 200, body: pages[url] ?? {} }));
    const door = openDoor({ url: server.url, token: 'key' });
    expect(await door.idOf('globex')).toBe('2');
    expect(server.asked).toEqual(Object.keys(pages).map((path) => `GET ${path} Bearer key`));
    await expect(door.idOf('initech')).rejects.toThrow('There is no workspace "initech".');
    server.close();
  });

  it('repeats a refusal in its own words, with the fields', async () => {
    const body = { title: 'Invalid', detail: 'Some fields are wrong.', errors: [{ path: 'slug', code: 'taken' }] };
    const server = await aServer(() => ({ status: 422, body }));
    const call = openDoor({ url: server.url, token: 'key' }).call('POST', '/workspaces', {});
    await expect(call).rejects.toThrow('Refused (422): Some fields are wrong.\n  slug: taken');
    server.close();
  });

  it('says when the token is wrong, and when nobody answers', async () => {
    const server = await aServer(() => ({ status: 401, body: {} }));
    const door = openDoor({ url: server.url, token: 'key' });
    await expect(door.call('GET', '/workspaces')).rejects.toThrow('The operator token is not the right one.');
    server.close();
    await expect(door.call('GET', '/workspaces')).rejects.toThrow(`Nobody answers at ${server.url}/workspaces.`);
  });

  it('asks for readiness without its key', async () => {
    const server = await aServer(() => ({ status: 503, body: { status: 'down', database: 'down' } }));
    const door = openDoor({ url: server.url, token: 'key' });
    expect(await door.health()).toEqual({ status: 'down', database: 'down' });
    expect(server.asked).toEqual(['GET /health/ready nobody']);
    server.close();
  });

  it('is named by the environment, or by the run file', () => {
    expect(findDoor({ PLACET_OPERATOR_URL: 'http://x/operator/v1/', PLACET_OPERATOR_TOKEN: 't' }, '/none')).toEqual({
      url: 'http://x/operator/v1',
      token: 't',
    });
    expect(() => findDoor({ PLACET_OPERATOR_URL: 'http://x' }, '/none')).toThrow('go together');
    expect(() => findDoor({}, '/none')).toThrow('Nothing runs here.');
  });
});
