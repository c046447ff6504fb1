import { newSecretToken } from '@placet/platform';
import { AWorkspace } from '@placet/testing';
import { aConsole, type AConsole } from '../../test/console.ts';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { RevokeToken } from '../credentials/revoke-token.ts';
import { LogRecorder } from './log-recorder.ts';

interface Line {
  id: string;
  code: string;
  status: number;
  times: number;
  path: string;
  memberId?: string;
  facts: Record<string, unknown>;
}

describe('the live log', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  let owner: AConsole;
  beforeAll(async () => {
    door = await scimDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    acme = await AWorkspace.with(door.world, { core: 2 });
    okta = await door.directory(acme, { defaults: { products: ['core'] } });
    owner = await aConsole(door, acme);
  });

  const log = async (query = '') => {
    await door.app.get(LogRecorder).flush();
    const { body } = await owner.send('GET', `/directory-connections/${okta.connectionId}/log${query}`);
    return body as { items: Line[]; nextCursor?: string };
  };
  const told = async () => (await log()).items.reverse().map(({ code, status, facts }) => [code, status, facts] as const);

  it('tells what a directory asked for and what came of it', async () => {
    const ada = `ada@${acme.slug}.test`;
    const filter = encodeURIComponent(`userName eq "${ada}"`);
    await okta.send('GET', `/Users?filter=${filter}`);
    const { body: user } = await okta.send('POST', '/Users', aUser(ada));
    await okta.send('GET', `/Users?filter=${filter}`);
    await okta.send('GET', `/Users/${user.id}`);
    await okta.send('PATCH', `/Users/${user.id}`, aPatch({ op: 'replace', path: 'title', value: 'Countess' }));
    await okta.send('PATCH', `/Users/${user.id}`, aPatch({ op: 'Replace', path: 'active', value: 'False' }));
    await okta.send('DELETE', `/Users/${user.id}`);
    const lines = await told();
    expect(lines.map(([code, status]) => [code, status])).toEqual([
      ['user.asked', 200],
      ['user.created', 201],
      ['user.asked', 200],
      ['user.read', 200],
      ['user.changed', 200],
      ['user.deactivated', 200],
      ['user.deleted', 204],
    ]);
    expect(lines[0]![2]).toEqual({ attribute: 'userName', value: ada, found: false });
    expect(lines[1]![2]).toMatchObject({ userName: ada });
    expect(lines[2]![2]).toMatchObject({ found: true, name: 'Ada Byron (inactive)' });
    expect(lines[4]![2]).toMatchObject({ attributes: ['title'] });
    expect((await log()).items.filter(({ code }) => code !== 'user.asked').map(({ memberId }) => memberId)).toEqual(Array(5).fill(user.id));
  });

  it('tells each refusal by its reason and the sentence that the directory was told', async () => {
    const ada = `ada@${acme.slug}.test`;
    await okta.send('POST', '/Users', aUser(ada));
    await okta.send('POST', '/Users', aUser(ada.toUpperCase()));
    await okta.send('POST', '/Users', aUser(`x@${acme.slug}.test`, { active: 'maybe' }));
    await okta.send('GET', '/Users/nobody');
    await okta.send('GET', '/Nope');
    await okta.send('PATCH', '/Users', aPatch());
    expect((await told()).slice(1)).toMatchObject([
      ['user.refused', 409, { reason: 'username_taken', userName: ada.toUpperCase(), detail: 'This userName is taken in the workspace.' }],
      ['user.refused', 400, { reason: 'invalidValue', userName: `x@${acme.slug}.test` }],
      ['user.refused', 404, { reason: 'not_found' }],
      ['call.refused', 404, { reason: 'no_such_route' }],
      ['call.refused', 405, { reason: 'method_not_allowed' }],
    ]);
    const refused = await log('?outcome=refused');
    expect(refused.items.map(({ status }) => status)).toEqual([405, 404, 404, 400, 409]);
    expect((await log('?outcome=ok')).items.map(({ code }) => code)).toEqual(['user.created']);
    expect((await log(`?q=${encodeURIComponent(ada)}`)).items.map(({ status }) => status)).toEqual([409, 201]);
    expect((await log('?code=user.created&code=call.refused')).items.map(({ status }) => status)).toEqual([405, 404, 201]);
  });

  it('tells of what was ignored, of who came back, and of who is not revived', async () => {
    const { body: user } = await okta.send('POST', '/Users', aUser(`ada@${acme.slug}.test`, { shoeSize: 39 }));
    const set = (active: boolean) => okta.send('PATCH', `/Users/${user.id}`, aPatch({ op: 'replace', path: 'active', value: active }));
    await set(false);
    await set(true);
    await set(true);
    await okta.send('PATCH', `/Users/${user.id}`, aPatch({ op: 'replace', value: { favourite: 'blue', title: 'Countess' } }));
    await owner.send('POST', `/members/${user.id}/deactivate`, {});
    await set(true);
    await okta.send('PATCH', `/Users/${user.id}`, aPatch({ op: 'replace', path: 'userName', value: `byron@${acme.slug}.test` }));
    const lines = await told();
    expect(lines.map(([code]) => code)).toEqual([
      'user.created',
      'user.deactivated',
      'user.reactivated',
      'user.unchanged',
      'user.changed',
      'user.not_revived',
      'user.renamed',
    ]);
    expect([lines[0]![2]['ignored'], lines[4]![2]['ignored'], lines[6]![2]['to']]).toEqual([
      ['shoeSize'],
      ['favourite'],
      `byron@${acme.slug}.test`,
    ]);
  });

  it('tells of a Bulk request as one call, and how many of its operations failed', async () => {
    const { body: user } = await okta.send('POST', '/Users', aUser(`ada@${acme.slug}.test`));
    const operation = (path: string, value: boolean) => ({ method: 'PATCH', path, data: aPatch({ op: 'replace', path: 'active', value }) });
    await okta.send('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [operation(`/Users/${user.id}`, true), operation('/Users/nobody', true), operation(`/Users/${user.id}`, false)],
    });
    expect((await told()).at(-1)).toEqual(['bulk.done', 200, { operations: 3, failed: 1 }]);
  });

  it('keeps neither secrets nor bodies nor queries', async () => {
    const secret = 'Tr0ub4dor&3';
    const user = aUser(`ada@${acme.slug}.test`, { password: secret, title: 'unspoken', emails: [{ value: 'private@home.test' }] });
    await okta.send('POST', '/Users', user);
    await okta.send('GET', `/Users?filter=${encodeURIComponent(`password eq "${secret}"`)}`);
    await okta.send('PATCH', `/Users/nobody`, aPatch({ op: 'replace', value: { password: secret } }));
    await okta.send('POST', '/Users', `{"schemas":["x"],"userName":"${secret}`);
    const rows = JSON.stringify(await door.world.sql('select * from directory_log where connection_id = $1', [okta.connectionId]));
    expect((await log()).items.length).toBe(4);
    expect(rows).not.toMatch(/Tr0ub4dor|unspoken|private@home|plc_scim/);
  });

  it('takes whatever somebody sends, and stays', async () => {
    const odd = [
      '{"schemas":["x"],"Operations":[null,5,{"op":null,"path":{},"value":[]}]}',
      '[]',
      '5',
      'null',
      '"x"',
      '{"userName":{"a":1}}',
    ];
    for (const body of odd) await okta.send('PATCH', '/Users/x', body);
    await okta.send('POST', '/Users', `{"schemas":["x"],"userName":"a\\u0000b\\ud800"}`);
    await okta.send('GET', `/Users/%00${'x'.repeat(400)}`);
    expect((await log()).items.reduce((sum, { times }) => sum + times, 0)).toBe(odd.length + 2);
  });

  it('tells of calls with a token of the connection that holds no more, and of no others', async () => {
    const [{ id: tokenId } = { id: '' }] = (await owner.send('GET', `/directory-connections/${okta.connectionId}`)).body.tokens;
    await door.world.bus.execute(new RevokeToken(acme.owner, okta.connectionId, tokenId));
    expect((await okta.send('GET', '/Users')).status).toBe(401);
    const strangers = [newSecretToken('scim', acme.id, acme.id).token, 'x'];
    for (const token of strangers) await okta.send('GET', '/Users', undefined, { authorization: `Bearer ${token}` });
    const forged = newSecretToken('scim', acme.id, tokenId).token;
    await okta.send('GET', '/Users/x', undefined, { authorization: `Bearer ${forged}` });
    expect((await log()).items.map(({ code, path }) => [code, path])).toEqual([
      ['token.refused', '/scim/v2/Users/x'],
      ['token.refused', '/scim/v2/Users'],
    ]);
  });

  it('is read in pages, by whoever may see directories of this workspace', async () => {
    for (let n = 0; n < 7; n++) await okta.send('GET', `/Users/${n}`);
    const first = await log('?limit=4');
    const second = await log(`?limit=4&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ path }) => path)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `/scim/v2/Users/${n}`));
    expect(second.nextCursor).toBeUndefined();
    const foreign = await door.directory(await AWorkspace.with(door.world, { core: 1 }));
    const status = async (path: string) => (await owner.send('GET', `/directory-connections/${path}`)).status;
    expect([await status(`${foreign.connectionId}/log`), await status(`${okta.connectionId}/log?limit=4&cursor=x`)]).toEqual([404, 400]);
    expect([await status(`${okta.connectionId}/log?code=nope`), await status(`${okta.connectionId}/log?limit=0`)]).toEqual([400, 400]);
  });

  it('says of the connection when it called last, and when it was refused last', async () => {
    await okta.send('GET', '/Users/nobody');
    await log();
    const { body } = await owner.send('GET', `/directory-connections/${okta.connectionId}`);
    expect([typeof body.lastCallAt, typeof body.lastErrorAt]).toEqual(['string', 'string']);
  });
});
