import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { AWorkspace } from '@placet/testing';
import { SignJWT, importJWK, type JWTPayload } from 'jose';
import { scimDoor, type ADirectory, type ScimDoor } from '../../test/scim-door.ts';
import { AddClient } from '../credentials/add-client.ts';
import { clientIdOf } from '../credentials/client-id.ts';
import { clientKeyOf } from '../credentials/public-key.ts';
import { RevokeClient } from '../credentials/revoke-client.ts';
import { LogRecorder } from '../log/log-recorder.ts';
import { EditConnection } from '../connections/edit-connection.ts';

const issuer = 'http://localhost:3000';
const bearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const keyPair = (kind: 'rsa' | 'ec') => {
  const { publicKey, privateKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { public: publicKey.export({ format: 'jwk' }), private: privateKey.export({ format: 'jwk' }) };
};

describe('the token endpoint', () => {
  let door: ScimDoor;
  let acme: AWorkspace;
  let entra: ADirectory;
  beforeAll(async () => {
    door = await scimDoor();
    acme = await AWorkspace.with(door.world, { core: 5 });
    entra = await door.directory(acme);
  });
  afterAll(() => door.close());

  const ask = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await door.app.inject({
      method: 'POST',
      url: '/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
  };
  const refusalOf = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    return `${status} ${String(body['error'])}`;
  };
  const users = async (token: unknown) =>
    (await door.app.inject({ url: '/scim/v2/Users', headers: { authorization: `Bearer ${String(token)}` } })).statusCode;

  /** A client of a connection of its own, since two live at once. */
  async function aClient(jwk?: JsonWebKey) {
    const connection = await door.directory(acme);
    const key = jwk && clientKeyOf(jwk as Record<string, string>);
    const { clientId: id, secret = '' } = await door.world.bus.execute(new AddClient(acme.owner, connection.connectionId, 'Entra', key));
    return { id, connectionId: connection.connectionId, client_id: clientIdOf(acme.id, id), client_secret: secret };
  }
  const basic = (name: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` });

  it('gives a client with a secret a token for an hour, by header or by body', async () => {
    const { client_id, client_secret, connectionId } = await aClient();
    const byBody = await ask({ client_id, client_secret, scope: 'scim', extra: 'is left alone' });
    expect([byBody.status, byBody.headers['cache-control'], byBody.headers['content-type']]).toEqual([
      200,
      'no-store',
      'application/json; charset=utf-8',
    ]);
    expect(byBody.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'scim' });
    const byHeader = await ask({}, basic(client_id, client_secret));
    await door.app.get(LogRecorder).flush();
    expect(await door.world.sql('select code, times from directory_log where connection_id = $1', [connectionId])).toEqual([
      { code: 'token.issued', times: 2 },
    ]);
    expect([byHeader.status, await users(byHeader.body['access_token']), await users(byBody.body['access_token'])]).toEqual([
      200, 200, 200,
    ]);
  });

  it('stores neither secret nor token', async () => {
    const { client_id, client_secret } = await aClient();
    const { body } = await ask({ client_id, client_secret });
    const rows = await door.world.sql(`select t.token_hash, c::text from directory_access_token t, directory_client c`);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${client_secret}|${String(body['access_token'])}`));
  });

  it('refuses who is unknown, wrong or dead alike, and what is malformed by its name', async () => {
    const { client_id, client_secret, id, connectionId } = await aClient();
    const other = await aClient();
    const wrong = await ask({ client_id, client_secret: other.client_secret });
    expect([wrong.status, wrong.headers['www-authenticate'], wrong.body]).toEqual([
      401,
      'Basic realm="placet"',
      { error: 'invalid_client', error_description: 'The client is unknown, or its proof does not hold.' },
    ]);
    const foreign = clientIdOf((await AWorkspace.with(door.world, { core: 1 })).id, id);
    for (const form of [{ client_id: foreign, client_secret }, { client_id: 'x', client_secret }, { client_id }, {}] as Record<
      string,
      string
    >[])
      expect([form, await refusalOf(form)]).toEqual([form, '401 invalid_client']);
    expect(await refusalOf({}, { authorization: 'Basic !' })).toBe('401 invalid_client');
    expect(await refusalOf({}, { authorization: `Bearer ${entra.token}` })).toBe('401 invalid_client');
    expect(await refusalOf({ grant_type: 'password', client_id, client_secret })).toBe('400 unsupported_grant_type');
    expect(await refusalOf({ client_id, client_secret, scope: 'everything' })).toBe('400 invalid_scope');
    expect(await refusalOf({ client_secret }, basic(client_id, client_secret))).toBe('400 invalid_request');
    expect(await refusalOf({ client_id: other.client_id }, basic(client_id, client_secret))).toBe('400 invalid_request');
    const form = `grant_type=client_credentials&client_id=${client_id}&client_id=${client_id}&client_secret=${client_secret}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const twice = await door.app.inject({ method: 'POST', url: '/oauth2/token', headers, payload: form });
    expect([twice.statusCode, twice.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    const json = await door.app.inject({ method: 'POST', url: '/oauth2/token', payload: { grant_type: 'client_credentials' } });
    expect([json.statusCode, json.json()]).toMatchObject([415, { error: 'invalid_request' }]);
    await door.world.bus.execute(new RevokeClient(acme.owner, connectionId, id));
    expect(await refusalOf({ client_id, client_secret })).toBe('401 invalid_client');
  });

  it('ends with its client, with its connection, and after an hour', async () => {
    const [first, second] = [await aClient(), await aClient()];
    const token = async ({ client_id, client_secret }: typeof first) => (await ask({ client_id, client_secret })).body['access_token'];
    const [one, two] = [await token(first), await token(second)];
    await door.world.bus.execute(new RevokeClient(acme.owner, first.connectionId, first.id));
    await door.world.bus.execute(new EditConnection(acme.owner, second.connectionId, { state: 'off' }));
    expect([await users(one), await users(two), await refusalOf(second)]).toEqual([401, 401, '401 invalid_client']);
    await door.world.bus.execute(new EditConnection(acme.owner, second.connectionId, { state: 'on' }));
    expect(await users(two)).toBe(200);
    await door.world.sql(`update directory_access_token set expires_at = now() where client_id = $1`, [second.id]);
    expect(await users(await token(second))).toBe(200);
    expect(await users(two)).toBe(401);
  });

  describe.each(['rsa', 'ec'] as const)('with private_key_jwt on %s', (kind) => {
    const pair = keyPair(kind);
    const algorithm = kind === 'rsa' ? 'RS256' : 'ES256';
    let client: Awaited<ReturnType<typeof aClient>>;
    beforeAll(async () => {
      client = await aClient(pair.public);
    });
    const now = () => Math.floor(Date.now() / 1000);
    const claims = (change: Record<string, unknown> = {}) => {
      const [iss, sub] = [client.client_id, client.client_id];
      return { iss, sub, aud: `${issuer}/oauth2/token`, iat: now(), exp: now() + 300, jti: crypto.randomUUID(), ...change };
    };
    const signed = async (payload: object, key: JsonWebKey = pair.private, alg: string = algorithm) =>
      new SignJWT(payload as JWTPayload).setProtectedHeader({ alg }).sign(await importJWK(key as Record<string, string>, alg));
    const sent = (client_assertion: string, more = {}) => ({ client_assertion_type: bearer, client_assertion, ...more });

    it('takes an assertion once, for the endpoint or the issuer', async () => {
      const assertion = await signed(claims());
      const { status, body } = await ask(sent(assertion));
      expect([status, await users(body['access_token'])]).toEqual([200, 200]);
      expect(await refusalOf(sent(assertion))).toBe('401 invalid_client');
      expect((await ask(sent(await signed(claims({ aud: [issuer] })), { client_id: client.client_id }))).status).toBe(200);
    });

    it('refuses one that is late, early, long-lived, meant for others, unsigned, or signed by another key or algorithm', async () => {
      const other = await aClient(keyPair(kind).public);
      const bad = [
        { exp: now() - 60 },
        { iat: now() + 120, exp: now() + 300 },
        { iat: now() - 7200 },
        { exp: now() + 90_000 },
        { aud: 'https://elsewhere.example/token' },
        { iss: 'somebody' },
        { sub: other.client_id },
        { nbf: now() + 300 },
        ...['iss', 'sub', 'aud', 'exp', 'iat', 'jti'].map((name) => ({ [name]: undefined })),
        { jti: 'x'.repeat(256) },
        { jti: 7 },
      ];
      const assertions = await Promise.all(bad.map((change) => signed(claims(change))));
      const stranger = keyPair(kind);
      const secret = { kty: 'oct', k: Buffer.from(JSON.stringify(pair.public)).toString('base64url') };
      const [, payload] = assertions[0]!.split('.');
      assertions.push(
        await signed(claims(), stranger.private),
        await signed(claims(), secret, 'HS256'),
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
        'x.y.z',
        '',
      );
      for (const [n, assertion] of assertions.entries()) expect([n, await refusalOf(sent(assertion))]).toEqual([n, '401 invalid_client']);
      expect(await refusalOf({ ...sent(await signed(claims())), client_id: other.client_id })).toBe('401 invalid_client');
      expect(await refusalOf({ client_assertion: await signed(claims()) })).toBe('400 invalid_request');
    });
  });

  it('tells what it offers where clients look for it', async () => {
    const { statusCode, body } = await door.app.inject({ url: '/.well-known/oauth-authorization-server' });
    expect([statusCode, JSON.parse(body)]).toEqual([
      200,
      {
        issuer,
        token_endpoint: `${issuer}/oauth2/token`,
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        scopes_supported: ['scim'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['RS256', 'ES256'],
      },
    ]);
  });
});
