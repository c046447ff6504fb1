import { AWorkspace } from '@placet/testing';
import { aConsole, type AConsole } from '../../test/console.ts';
import { aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { LogRecorder } from '../log/log-recorder.ts';

describe('the test of a connection', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let owner: AConsole;
  beforeAll(async () => {
    door = await scimDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 1 });
    okta = await door.directory(acme, { defaults: { products: ['core'] } });
    owner = await aConsole(door, acme);
  });
  const test = async () => {
    const { status, body } = await owner.send('POST', `/directory-connections/${okta.connectionId}/test`);
    expect(status).toBe(200);
    return (body.items as { code: string; ok: boolean; detail: string }[]).map(({ code, ok, detail }) => [
      code,
      ok,
      detail.replace(/, \d+ ms/, ''),
    ]);
  };

  it('calls as the directory would, and says of each call whether it works', async () => {
    expect(await test()).toEqual([
      ['reachable', true, 'HTTP 200'],
      ['token', true, 'HTTP 200, total 1'],
      ['config', true, expect.stringMatching('HTTP 200')],
      ['users', true, 'HTTP 200, total 0'],
      ['groups', true, 'HTTP 200, total 0'],
      ['seats', true, 'core 0/1'],
    ]);
  });

  it('names what is wrong: no seat, a connection that is off', async () => {
    await okta.send('POST', '/Users', aUser(`ada@${acme.slug}.test`));
    expect((await test()).at(-1)).toEqual(['seats', false, 'core 1/1']);
    await owner.send('PATCH', `/directory-connections/${okta.connectionId}`, { state: 'off' });
    expect((await test()).map(([code, ok]) => [code, ok])).toEqual([
      ['reachable', true],
      ['token', false],
      ['config', false],
      ['users', false],
      ['groups', false],
      ['seats', false],
    ]);
  });

  it('leaves no token, and no call in the log', async () => {
    await test();
    await door.app.get(LogRecorder).flush();
    const { body } = await owner.send('GET', `/directory-connections/${okta.connectionId}/log`);
    const [{ live } = { live: 0 }] = await door.world.sql<{ live: number }>(
      `select count(*)::int as live from directory_token where connection_id = $1 and name = 'test' and revoked_at is null`,
      [okta.connectionId],
    );
    const { body: connection } = await owner.send('GET', `/directory-connections/${okta.connectionId}`);
    expect([body.items, live, connection.lastCallAt]).toEqual([[], 0, undefined]);
  });
});
