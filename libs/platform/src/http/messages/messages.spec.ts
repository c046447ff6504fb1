import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ids } from '@placet/kernel';
import { aDoor, memberNamed, signedIn } from '../../../test/door.ts';

const id = new Ids().next();

describe('bad input', () => {
  let app: NestFastifyApplication;
  let headers: Record<string, string>;
  beforeAll(async () => {
    app = await aDoor();
    headers = await signedIn(app, memberNamed());
  });
  afterAll(() => app.close());

  const get = (url: string) => app.inject({ url: `/api/v1/things${url}`, headers });
  const post = (payload: string | object | Buffer, more: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/api/v1/things', headers: { ...headers, ...more }, payload });
  const raw = (payload: string | Buffer, type = 'application/json') => post(payload, { 'content-type': type });
  const fieldErrors = async (payload: object | string) => {
    const answer = await (typeof payload === 'string' ? raw(payload) : post(payload));
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalid_fields', title: 'Some fields are not valid' });
    return answer.json<{ errors: unknown[] }>().errors;
  };

  it('names every invalid field of a body with its path, a code and the limit, never the value', async () => {
    expect(await fieldErrors({})).toEqual([{ path: 'name', code: 'required' }]);
    expect(await fieldErrors({ name: 7 })).toEqual([{ path: 'name', code: 'invalid_type', params: { expected: 'string' } }]);
    expect(await fieldErrors({ name: 'much too long', address: { city: ' ' } })).toEqual([
      { path: 'name', code: 'too_big', params: { maximum: 10 } },
      { path: 'address.city', code: 'too_small', params: { minimum: 1 } },
    ]);
    expect(await fieldErrors({ name: 'x', role: 'owner', address: { city: 'Lyon', zip: 1 } })).toEqual([
      { path: 'address.zip', code: 'unknown_field' },
      { path: 'role', code: 'unknown_field' },
    ]);
  });

  it('refuses a body that is missing or no object', async () => {
    expect(await fieldErrors('[]')).toEqual([{ path: '', code: 'invalid_type', params: { expected: 'object' } }]);
    const empty = await app.inject({ method: 'POST', url: '/api/v1/things', headers });
    expect(empty.json()).toMatchObject({ status: 422, errors: [{ path: '', code: 'required' }] });
    expect((await raw('')).json()).toMatchObject({ status: 422, errors: [{ path: '', code: 'required' }] });
  });

  it('refuses NUL and half surrogates wherever they stand', async () => {
    expect(await fieldErrors(String.raw`{"name":"a\u0000b"}`)).toEqual([{ path: 'name', code: 'malformed_text' }]);
    expect(await fieldErrors(String.raw`{"name":"\ud83d"}`)).toEqual([{ path: 'name', code: 'malformed_text' }]);
    expect(await fieldErrors(String.raw`{"name":"x","address":{"\udc00":1}}`)).toEqual([{ path: 'address', code: 'malformed_text' }]);
    expect((await get('?state=active%00')).json()).toMatchObject({ status: 400, errors: [{ path: 'state', code: 'malformed_text' }] });
    expect((await post({ name: '😀' })).statusCode).toBe(201);
  });

  it.each([
    ['text that is no JSON', '{"name":'],
    ['a prototype', '{"name":"x","__proto__":{}}'],
    ['a constructor with a prototype', '{"constructor":{"prototype":{}}}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('can not read %s', async (_name, body) => {
    expect((await raw(body)).json()).toMatchObject({ status: 400, code: 'malformed_request', what: 'json' });
  });

  it('can not read what nests too deep, or names a key twice in any spelling', async () => {
    expect((await raw('['.repeat(21) + ']'.repeat(21))).json()).toMatchObject({ status: 400, what: 'depth' });
    expect((await raw('{"name":"x","name":"y"}')).json()).toMatchObject({ status: 400, what: 'duplicate_key' });
    expect((await raw(String.raw`{"name":"x","n\u0061me":"y"}`)).json()).toMatchObject({ status: 400, what: 'duplicate_key' });
  });

  it('knows names that differ in case from equal ones, but not in SCIM', async () => {
    expect(await fieldErrors('{"name":"x","Name":"y"}')).toEqual([{ path: 'Name', code: 'unknown_field' }]);
    expect((await raw('{"name":"x","Name":"y"}', 'application/scim+json')).json()).toMatchObject({ status: 400, what: 'duplicate_key' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'text/json', 'x'])(
    'reads no %s',
    async (type) => {
      expect((await raw('{"name":"x"}', type)).json()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    },
  );

  it.each(['application/json; charset=utf-8', 'application/merge-patch+json', 'APPLICATION/JSON'])('reads %s', async (type) => {
    expect((await raw('{"name":"x"}', type)).statusCode).toBe(201);
  });

  it('reads 1 MiB and no more', async () => {
    expect((await raw(`{"name":"${'x'.repeat(1024 * 1024)}"}`)).json()).toMatchObject({ status: 413, code: 'body_too_large' });
    expect((await raw(`{"name":"${'x'.repeat(1024 * 1024 - 11)}"}`)).json()).toMatchObject({ status: 422 });
  });

  it('refuses an unknown filter and a wrong one rather than answering something else', async () => {
    expect((await get('?colour=red')).json()).toMatchObject({
      status: 400,
      code: 'invalid_query',
      errors: [{ path: 'colour', code: 'unknown_field' }],
    });
    expect((await get('?limit=201')).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'limit', code: 'too_big', params: { maximum: 200 } }],
    });
    expect((await get('?state=active&state=gone')).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'state.1', code: 'invalid_value' }],
    });
    expect((await get('?state=active&state=inactive')).json()).toEqual({ limit: 50, state: ['active', 'inactive'] });
  });

  it('does not tell a malformed id from an unknown one', async () => {
    for (const one of ['x', '..%2f', '%00', 'a'.repeat(513), `${id}%20`]) {
      expect((await get(`/${one}`)).json()).toMatchObject({ status: 404 });
    }
    expect((await get('/%zz')).json()).toMatchObject({ status: 400, code: 'malformed_request', what: 'url' });
  });

  it('says which methods an address takes, and knows no other address', async () => {
    const answer = await app.inject({ method: 'PUT', url: '/api/v1/things?x=1', headers });
    expect(answer.json()).toMatchObject({ status: 405, allowed: ['GET', 'HEAD', 'POST'] });
    expect(answer.headers['allow']).toBe('GET, HEAD, POST');
    for (const url of ['/api/v1/things/', '/api/v1/THINGS', '/api/v1//things', '/api/v2/things', '/']) {
      expect((await app.inject({ url, headers })).json()).toMatchObject({ status: 404, code: 'no_such_route' });
    }
  });

  it('puts the version into the ETag, and reads it from If-Match', async () => {
    expect((await get(`/${id}`)).headers['etag']).toBe('"3"');
    const change = (ifMatch: string) =>
      app.inject({ method: 'PATCH', url: `/api/v1/things/${id}`, headers: { ...headers, 'if-match': ifMatch }, payload: {} });
    expect((await change('"7"')).json()).toMatchObject({ version: 7 });
    expect((await change('W/"7"')).json()).toMatchObject({ version: 7 });
    expect((await change('*')).json()).toMatchObject({ version: 0 });
    for (const malformed of ['7', '"x"', '"1", "2"', '""']) {
      expect((await change(malformed)).json()).toMatchObject({ status: 400, what: 'if_match' });
    }
  });

  it('demands a version where an update must not be lost', async () => {
    const replace = (more: Record<string, string>) =>
      app.inject({ method: 'PUT', url: `/api/v1/things/${id}`, headers: { ...headers, ...more }, payload: {} });
    expect((await replace({})).json()).toMatchObject({ status: 428, code: 'version_required' });
    expect((await replace({ 'if-match': '*' })).json()).toMatchObject({ status: 428 });
    expect((await replace({ 'if-match': '"7"' })).json()).toMatchObject({ version: 7 });
  });

  it('says where the new thing is', async () => {
    const answer = await post({ name: 'x' });
    expect([answer.statusCode, answer.headers['location']]).toEqual([201, '/api/v1/things/x']);
  });

  it('lets no answer leave a test that its route does not declare', async () => {
    const drift = (as: object) => get(`/of/drift?as=${encodeURIComponent(JSON.stringify(as))}`);
    expect((await drift({ id: 'x', version: 1 })).statusCode).toBe(200);
    expect((await drift({ id: 'x', version: 1, pin: '123456' })).json()).toMatchObject({ status: 500, code: 'unexpected' });
    expect((await drift({ id: 'x' })).json()).toMatchObject({ status: 500, code: 'unexpected' });
  });

  it('carries the same headers on every answer, good or bad, also where no route was found', async () => {
    for (const url of ['/api/v1/things/of/me', '/api/v1/things?x=1', '/nowhere', '/%zz', `/api/v1/things/${'a'.repeat(600)}`]) {
      const answer = await app.inject({ url, headers: { ...headers, 'x-request-id': 'trace-0001' } });
      expect(answer.headers).toMatchObject({
        'x-request-id': 'trace-0001',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      });
      expect(answer.headers).not.toHaveProperty('strict-transport-security');
    }
  });

  it('makes a request id where the given one could do harm', async () => {
    const answer = await app.inject({ url: '/nowhere', headers: { 'x-request-id': 'a b\tc' } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
