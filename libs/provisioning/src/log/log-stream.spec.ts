import { AWorkspace } from '@placet/testing';
import { aConsole, type AConsole } from '../../test/console.ts';
import { scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { LogRecorder } from './log-recorder.ts';

interface Told {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string | undefined;
}

/** Reads server-sent events one by one. */
async function* eventsOf(answer: Response): AsyncGenerator<Told> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
      );
      text = text.slice(end + 2);
      if (fields.has('event')) yield { id: fields.get('id'), event: fields.get('event'), data: fields.get('data') };
    }
  }
}

describe('the live log as it grows', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let owner: AConsole;
  let base: string;
  beforeAll(async () => {
    door = await scimDoor();
    await door.app.listen(0, '127.0.0.1');
    base = (await door.app.getUrl()).replace('[::1]', '127.0.0.1');
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 2 });
    okta = await door.directory(acme);
    owner = await aConsole(door, acme);
  });

  const watch = (more: Record<string, string> = {}, topics = `directory-log:${okta.connectionId}`, signal = new AbortController().signal) =>
    fetch(`${base}/api/v1/stream?topics=${topics}`, { headers: { cookie: owner.headers['cookie'] ?? '', ...more }, signal });
  const call = async (path: string) => {
    await okta.send('GET', path);
    await door.app.get(LogRecorder).flush();
  };
  const pathOf = ({ data }: Told) => (JSON.parse(data ?? '{}') as { item: { path: string } }).item.path;

  it('tells each call as it comes, and goes on after the one that was seen last', async () => {
    await call('/Users/before');
    const ending = new AbortController();
    const answer = await watch({}, undefined, ending.signal);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    const events = eventsOf(answer);
    await call('/Users/one');
    await call('/Users/two');
    const one = (await events.next()).value as Told;
    const two = (await events.next()).value as Told;
    expect([pathOf(one), pathOf(two), one.event]).toEqual(['/scim/v2/Users/one', '/scim/v2/Users/two', 'directory-log']);
    ending.abort();
    await call('/Users/three');
    const again = eventsOf(await watch({ 'last-event-id': one.id ?? '' }));
    expect([pathOf((await again.next()).value as Told), pathOf((await again.next()).value as Told)]).toEqual([
      '/scim/v2/Users/two',
      '/scim/v2/Users/three',
    ]);
    await again.return(undefined);
  });

  it('ends within seconds for whoever signs out, and takes nobody who may not see it', async () => {
    const events = eventsOf(await watch());
    await owner.send('DELETE', '/session');
    const last = (await events.next()).value as Told;
    expect([last.event, (await events.next()).done]).toEqual(['over', true]);
    expect(
      (await door.app.inject({ url: `/api/v1/stream?topics=directory-log:${okta.connectionId}`, headers: owner.headers })).statusCode,
    ).toBe(401);
  });

  it('refuses what is unknown, foreign or too much, each by its name', async () => {
    const foreign = await door.directory(await AWorkspace.with(door.world, { core: 1 }));
    const ask = (method: 'GET' | 'HEAD', topics: string) =>
      door.app.inject({ method, url: `/api/v1/stream?topics=${topics}`, headers: owner.headers });
    const mine = `directory-log:${okta.connectionId}`;
    const status = async (topics: string) => (await ask('GET', topics)).statusCode;
    expect([await status('nothing:x'), await status(''), await status('directory-log:x')]).toEqual([400, 400, 400]);
    expect(await status(`directory-log:${foreign.connectionId}`)).toBe(404);
    const endings = Array.from({ length: 6 }, () => new AbortController());
    for (const { signal } of endings) expect((await watch({}, undefined, signal)).status).toBe(200);
    expect(await status(mine)).toBe(429);
    for (const ending of endings) ending.abort();
    const head = await ask('HEAD', mine);
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });
});
