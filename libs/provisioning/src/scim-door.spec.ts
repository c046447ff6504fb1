import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AWorkspace } from '@placet/testing';
import { aPatch, aUser, scimDoor, type ADirectory, type ScimDoor } from '../test/scim-door.ts';

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe('the SCIM door', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let okta: ADirectory;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 5 });
    okta = await door.directory(acme);
  });
  afterAll(() => door.close());

  /** Everything that is refused, in whatever way, speaks SCIM. */
  const refused = async (method: string, url: string, payload?: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await door.app.inject({
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${okta.token}`, 'content-type': 'application/scim+json', ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const body = answer.json<{ schemas: string[]; status: string; scimType?: string; detail: string }>();
    expect(answer.headers['content-type']).toMatch('application/scim+json');
    expect(body).toMatchObject({ schemas: [errorUrn], status: String(answer.statusCode), detail: expect.stringMatching(/.\.$/) });
    expect(body.detail).not.toMatch(/select|insert|postgres|at \/|node_modules/i);
    return [answer.statusCode, body.scimType, answer.headers['allow'] ?? answer.headers['www-authenticate']] as const;
  };

  /** Through a real connection: only there a header can stand twice. */
  const sentWith = async (path: string, authorization: string[]) => {
    if (!door.app.getHttpServer().listening) await door.app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(door.app.getHttpServer().address() as AddressInfo).port}/scim/v2/${path}`;
    const [answer] = (await once(
      get(url, { headers: ['host', 'localhost', ...authorization.flatMap((one) => ['authorization', one])] }),
      'response',
    )) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  };

  it('says in its own form what is unknown, misplaced or unreadable', async () => {
    expect(await refused('GET', '/scim/v2/Nope')).toEqual([404, undefined, undefined]);
    expect(await refused('GET', '/scim/v2/Users/')).toEqual([404, undefined, undefined]);
    expect(await refused('GET', '/scim/v2/Users/%zz')).toEqual([404, undefined, undefined]);
    expect(await refused('GET', `/scim/v2/Users/${'x'.repeat(600)}`)).toEqual([404, undefined, undefined]);
    for (const id of ['1', '%00', '__proto__', '00919288221112222', '..%2f..', "'%20or%201=1"]) {
      expect([id, ...(await refused('GET', `/scim/v2/Users/${id}`))]).toEqual([id, 404, undefined, undefined]);
    }
    expect(await refused('GET', '/scim/v9/Users')).toEqual([400, 'invalidVers', undefined]);
    expect(await refused('GET', '/scim/v2/Me')).toEqual([501, undefined, undefined]);
    expect(await refused('POST', '/scim/v2/Schemas', '{}')).toEqual([405, undefined, 'GET, HEAD']);
    expect(await refused('DELETE', '/scim/v2/Users')).toEqual([405, undefined, 'GET, HEAD, POST']);
    expect(await refused('GET', '/scim/v2/Schemas?filter=x')).toEqual([403, undefined, undefined]);
    expect(await refused('GET', '/scim/v2/Users?filter=password+eq+%22x%22')).toEqual([403, 'sensitive', undefined]);
    expect(await refused('POST', '/scim/v2/Users', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
      415,
      undefined,
      undefined,
    ]);
    expect(await refused('POST', '/scim/v2/Users', 'hello', { 'content-type': 'text/plain' })).toEqual([415, undefined, undefined]);
    expect(await refused('POST', '/scim/v2/Users', `"${'x'.repeat(1024 * 1024)}"`)).toEqual([413, undefined, undefined]);
  });

  it('reads no body that is no JSON, too deep, ambiguous or poisoned, and changes nothing', async () => {
    const before = await door.world.sql('select count(*) from member');
    const user = JSON.stringify(aUser('x')).slice(0, -1);
    for (const payload of [
      '{',
      '[]',
      '"x"',
      'null',
      '',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      `${user},"USERNAME":"y"}`,
      `${user},"__proto__":{"x":1}}`,
      '{"userName":"x"}',
    ]) {
      expect([payload.slice(0, 40), ...(await refused('POST', '/scim/v2/Users', payload))]).toEqual([
        payload.slice(0, 40),
        400,
        'invalidSyntax',
        undefined,
      ]);
    }
    expect(await refused('POST', '/scim/v2/Users', `${user},"USERNAME":"y"}`, { 'content-type': 'application/json' })).toEqual([
      400,
      'invalidSyntax',
      undefined,
    ]);
    const wrong = [
      { title: '\u0000' },
      { title: '\ud800' },
      { active: 'maybe' },
      { externalId: 5 },
      { userName: ' ' },
      { nickName: 'x'.repeat(5_000) },
    ];
    for (const more of wrong) {
      const told = await refused('POST', '/scim/v2/Users', JSON.stringify(aUser('x', more)));
      expect([Object.keys(more), ...told]).toEqual([Object.keys(more), 400, 'invalidValue', undefined]);
    }
    expect(await refused('POST', '/scim/v2/Users', Buffer.from([0x7b, 0xff, 0x7d]))).toEqual([400, 'invalidSyntax', undefined]);
    expect(await door.world.sql('select count(*) from member')).toEqual(before);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('lets nobody in without a token that holds', async () => {
    const bearer = 'Bearer realm="scim"';
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      `Basic ${okta.token}`,
      okta.token,
      `Bearer ${okta.token}x`,
      `Bearer ${okta.token.replace('scim', 'key')}`,
    ]) {
      expect([authorization.slice(0, 12), ...(await refused('GET', '/scim/v2/Users', undefined, { authorization }))]).toEqual([
        authorization.slice(0, 12),
        401,
        undefined,
        bearer,
      ]);
    }
    const { statusCode, headers } = await door.app.inject({ url: '/scim/v2/Users' });
    expect([statusCode, headers['www-authenticate']]).toEqual([401, bearer]);
    for (const path of ['Users', 'Schemas']) {
      expect(await sentWith(path, [`Bearer ${okta.token}`])).toBe(200);
      expect(await sentWith(path, [`Bearer ${okta.token}`, 'Bearer x'])).toBe(401);
    }
    expect(
      (await door.app.inject({ url: '/api/v1/directory-connections', headers: { authorization: `Bearer ${okta.token}` } })).statusCode,
    ).toBe(401);
  });

  it('tells of itself without a token, and refuses a bad one there, too', async () => {
    for (const path of [
      'ServiceProviderConfig',
      'ResourceTypes',
      'ResourceTypes/User',
      'Schemas',
      'Schemas/urn:ietf:params:scim:schemas:core:2.0:User',
    ]) {
      const { statusCode, headers, body } = await door.app.inject({ url: `/scim/v2/${path}?startIndex=7&count=0` });
      expect([path, statusCode, body.includes('null')]).toEqual([path, 200, false]);
      expect(headers['content-type']).toMatch('application/scim+json');
      expect(await refused('GET', `/scim/v2/${path}`, undefined, { authorization: 'Bearer x' })).toEqual([
        401,
        undefined,
        'Bearer realm="scim"',
      ]);
    }
    expect((await refused('GET', '/scim/v2/Schemas/urn:x'))[0]).toBe(404);
    expect((await refused('GET', '/scim/v2/ResourceTypes/Nope'))[0]).toBe(404);
  });

  it('takes a password and drops it', async () => {
    const { body } = await okta.send(
      'POST',
      '/Users?attributes=password,userName',
      aUser(`secret@${acme.slug}.test`, { password: 'Tr0ub4dor' }),
    );
    await okta.send('PATCH', `/Users/${body.id}`, aPatch({ op: 'replace', value: { password: 'Tr0ub4dor' } }));
    const rows = await door.world.sql(
      'select a.secret_kind, d.attributes::text from account a join directory_user d using (member_id) where a.member_id = $1',
      [body.id],
    );
    expect(JSON.stringify([body, rows])).not.toMatch('Tr0ub4dor');
    expect(rows).toMatchObject([{ secret_kind: 'none' }]);
  });
});
