import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playing } from './playing.ts';

const ada = 'ada.marlow@harbourvale.test';
const boss = 'imogen.harbour@harbourvale.test';
let folder: string;
let sandbox: Awaited<ReturnType<typeof playing>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'placet-directory-'));
  sandbox = await playing({ dataFolder: folder });
});
afterEach(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true });
});
// oxlint-disable-next-line typescript/no-explicit-any -- specs look into answers of every shape
const told = async (): Promise<any> => (await sandbox.call('/api')).json();
const personOf = async (who: string) =>
  (await told()).people.find((one: { profile: { userName: string } }) => one.profile.userName === who);

describe('the directory, for programs', () => {
  it('asks which service to call, and calls nobody before', async () => {
    expect(await sandbox.post('test')).toEqual({ status: 409, body: { problem: 'Say first which service to call.' } });
    expect(sandbox.heard()).toEqual([]);
  });

  it('calls what the start offers, and says which workspaces that are, but no token', async () => {
    const { baseUrl } = sandbox.service;
    await writeFile(
      join(folder, 'run.json'),
      JSON.stringify({ scim: baseUrl, workspaces: { acme: { scim: { token: 'good' } }, globex: {} } }),
    );
    expect(await told()).toMatchObject({ baseUrl, workspaces: ['acme'] });
    expect((await sandbox.post('test')).body.isDone).toBe(true);
    expect(JSON.stringify(await told())).not.toContain('good');
  });

  it('tells a refusal word for word, and keeps it with the person until it is taken', async () => {
    await sandbox.connect();
    sandbox.service.refuse(403, 'No Core seat left for you.', 1);
    expect((await sandbox.post(`people/${ada}/assign`)).body.isDone).toBe(false);
    expect((await personOf(ada)).trouble).toMatchObject({ status: 403, text: 'No Core seat left for you.' });
    await sandbox.post(`people/${ada}/provision`);
    expect(await personOf(ada)).not.toHaveProperty('trouble');
  });

  it('tries again where it was too much for the service, and gives up after five tries', async () => {
    await sandbox.connect();
    sandbox.service.refuse(429, 'Too many requests.', 2);
    const { body } = await sandbox.post('test');
    expect(body.exchanges.map(({ status }: { status: number }) => status)).toEqual([429, 429, 200]);
    sandbox.service.refuse(429, 'Too many requests.', 9);
    expect((await sandbox.post('test')).body).toMatchObject({ isDone: false, problem: 'Too many requests.' });
  });

  it('answers in its own words for whom it does not know, and for bodies that are none', async () => {
    await sandbox.connect();
    expect(await sandbox.post('people/nobody/assign')).toEqual({ status: 404, body: { problem: 'Nobody here is called nobody.' } });
    expect((await sandbox.post('people', { givenName: '' })).status).toBe(400);
    expect((await sandbox.post('connection', { baseUrl: 'file:///etc/passwd', token: 'x' })).status).toBe(400);
    expect((await sandbox.post('checks/none', {})).status).toBe(404);
  });

  it('says that nobody listens, and goes on', async () => {
    await sandbox.post('connection', { baseUrl: 'http://127.0.0.1:9/scim/v2', token: 'x' });
    expect((await sandbox.post('test')).body).toMatchObject({ isDone: false, exchanges: [{ status: 0 }] });
    expect((await sandbox.post(`people/${ada}/assign`)).body.isDone).toBe(false);
  });

  it('outlives a restart, for its owner only, with what it was told and what was said', async () => {
    await sandbox.connect();
    await sandbox.post(`people/${ada}/assign`);
    const before = await told();
    await sandbox.stop();
    expect((await stat(join(folder, 'directory.json'))).mode & 0o777).toBe(0o600);
    sandbox = await playing({ dataFolder: folder });
    expect(await told()).toEqual(before);
    expect(await (await sandbox.call('/api/exchanges')).json()).toHaveLength(2);
  });

  it('starts with an empty sheet where its file is damaged', async () => {
    await sandbox.stop();
    await writeFile(join(folder, 'directory.json'), '{"states":');
    sandbox = await playing({ dataFolder: folder });
    expect((await told()).people).toHaveLength(12);
  });

  it('keeps a company for each service and token, and carries it over to a new token of the same one', async () => {
    await sandbox.connect();
    await sandbox.post(`people/${ada}/assign`);
    await sandbox.connect('other');
    expect(await personOf(ada)).toMatchObject({ isAssigned: false });
    await sandbox.connect('good');
    expect(await personOf(ada)).toMatchObject({ isAssigned: true, link: 'r1' });
    await sandbox.connect('rotated', { isSame: true });
    expect(await personOf(ada)).toMatchObject({ isAssigned: true, link: 'r1' });
  });

  it('takes client credentials, and asks for a token once as long as it lives', async () => {
    const { root, baseUrl } = sandbox.service;
    await sandbox.post('connection', { baseUrl, tokenUrl: `${root}/oauth2/token`, clientId: 'c', clientSecret: 's3cret' });
    await sandbox.post(`people/${ada}/assign`);
    const asked = sandbox.service.heard();
    expect(asked.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'POST /oauth2/token',
      'GET /scim/v2/Users',
      'POST /scim/v2/Users',
    ]);
    expect(asked[0]?.body).toBe('grant_type=client_credentials&scope=scim&client_id=c&client_secret=s3cret');
    expect(asked[1]?.headers['authorization']).toBe('Bearer access');
  });

  it('never shows a token, not even one that comes back', async () => {
    await sandbox.connect('good');
    await sandbox.post(`people/${ada}/assign`);
    sandbox.service.users.get('r1')!['token'] = 'leak';
    await sandbox.post(`people/${ada}/provision`);
    const said = await (await sandbox.call('/api/exchanges')).text();
    expect(said).not.toMatch(/Bearer|leak|"good"/);
    expect(await readFile(join(folder, 'directory.json'), 'utf8')).not.toContain('leak');
  });
});

describe('many services, and large answers', () => {
  it('forgets the service first that was left longest ago, and never the one in use', async () => {
    await sandbox.connect('good');
    await sandbox.post(`people/${ada}/assign`);
    for (let n = 0; n < 19; n++) await sandbox.connect(`other${n}`);
    await sandbox.connect('good');
    for (let n = 19; n < 38; n++) await sandbox.connect(`other${n}`);
    await sandbox.connect('good');
    expect(await personOf(ada)).toMatchObject({ isAssigned: true, link: 'r1' });
    const { states } = JSON.parse(await readFile(join(folder, 'directory.json'), 'utf8')) as { states: object };
    expect(Object.keys(states)).toHaveLength(20);
  });

  it('keeps the beginning of an answer that is too long to be read', async () => {
    await sandbox.connect();
    await sandbox.post(`people/${ada}/assign`);
    sandbox.service.users.get('r1')!['nickName'] = 'x'.repeat(100_000);
    const { body } = await sandbox.post(`people/${ada}/provision`);
    expect(body.isDone).toBe(true);
    expect(body.exchanges[0].answer).toMatch(/^\{[^]{19999}… \(100\d\d\d characters\)$/);
  });
});

describe('cycles as Entra runs them', () => {
  const cycle = async (isFull = false) => (await sandbox.post('cycle', { isFull })).body.done;

  it('tells nobody before the next one, if each change waits for it', async () => {
    await sandbox.connect();
    await sandbox.behave('entra', false);
    for (const who of [boss, ada]) await sandbox.post(`people/${who}/assign`);
    expect(sandbox.heard()).toEqual([]);
    expect(await cycle()).toEqual({ visited: 2, failed: 0 });
    expect(sandbox.heard().filter((call) => !call.startsWith('GET'))).toEqual(['POST /Users', 'POST /Users', 'PATCH /Users/r2']);
    expect(await cycle()).toEqual({ visited: 0, failed: 0 });
    expect(sandbox.heard()).toEqual([]);
  });

  it('goes into quarantine when most fail, and comes out once they do not', async () => {
    await sandbox.connect();
    await sandbox.behave('entra', false);
    for (const who of [boss, ada]) await sandbox.post(`people/${who}/assign`);
    sandbox.service.refuse(500, 'Out of order.', 2);
    expect(await cycle()).toEqual({ visited: 2, failed: 2 });
    expect((await told()).quarantine).toMatchObject({ reason: 'Out of order.' });
    expect(await cycle()).toEqual({ visited: 2, failed: 0 });
    expect(await told()).not.toHaveProperty('quarantine');
  });
});

describe('another page that a browser has open', () => {
  it('can do nothing here', async () => {
    await sandbox.connect();
    const send = async (headers: Record<string, string>, body: string) => {
      const { port } = new URL(sandbox.url);
      const asked = request({ port, host: '127.0.0.1', path: '/directory/api/test', method: 'POST', headers }).end(body);
      const [answer] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
      answer.resume();
      return answer.statusCode;
    };
    const host = `localhost:${new URL(sandbox.url).port}`;
    expect(await send({ host, origin: 'http://evil.test' }, '')).toBe(403);
    expect(await send({ host, origin: 'null' }, '')).toBe(403);
    expect(await send({ host, 'content-type': 'text/plain' }, '{}')).toBe(415);
    expect(await send({ host: 'evil.test' }, '')).toBe(421);
    expect(sandbox.heard()).toEqual([]);
    expect(await send({ host, origin: `http://${host}` }, '')).toBe(200);
  });
});
