import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ids, type Actor, type SessionId } from '@placet/kernel';
import { aDoor, directories, memberNamed, operatorToken, origin, principals, sessions, signedIn, Things } from '../../../test/door.ts';
import { factsOfHandler, HttpModule, Needs, NotSignedIn, PlatformModule, Public } from '../../index.ts';
import type { Limits } from '../limits/limits.ts';
import { AccessGuard } from './access-guard.ts';

const id = new Ids().next();
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('a door', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => (app = await aDoor()));
  afterAll(() => app.close());

  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
  const post = (url: string, headers: Record<string, string> = {}, payload: object = {}) =>
    app.inject({ method: 'POST', url, headers, payload });
  const told = async (answer: ReturnType<typeof get>) => {
    const { statusCode, json } = await answer;
    return [statusCode, json<{ code: string }>().code];
  };

  it('is shut without a credential, and says how it opens', async () => {
    const answer = await get('/api/v1/things');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.headers['www-authenticate']).toBe('Session realm="placet"');
    expect(answer.json()).toMatchObject({
      code: 'not_signed_in',
      type: '/problems/not-signed-in',
      requestId: answer.headers['x-request-id'],
    });
  });

  it('opens for a session, and for HEAD by the same rule', async () => {
    expect((await get('/api/v1/things', await signedIn(app))).statusCode).toBe(200);
    expect((await app.inject({ method: 'HEAD', url: '/api/v1/things' })).statusCode).toBe(401);
  });

  it('takes each kind of credential at its own door only', async () => {
    const session = await signedIn(app);
    directories.set('plc_scim_x', memberNamed({ kind: 'connection' }));
    expect(await told(get('/api/v1/things', bearer('plc_scim_x')))).toEqual([401, 'not_signed_in']);
    expect(await told(get('/api/v1/things', { ...session, ...bearer('plc_scim_x') }))).toEqual([401, 'not_signed_in']);
    expect(await told(get('/api/v1/things', bearer(operatorToken)))).toEqual([401, 'not_signed_in']);
    expect(await told(post('/scim/v2/Users', session))).toEqual([401, 'not_signed_in']);
    expect(await told(post('/scim/v2/Users', bearer(operatorToken)))).toEqual([401, 'not_signed_in']);
    expect(await told(post('/scim/v2/Users', { authorization: 'Bearer ' }))).toEqual([401, 'not_signed_in']);
    expect(await told(post('/operator/v1/workspaces', session))).toEqual([401, 'not_signed_in']);
    expect(await told(post('/operator/v1/workspaces', bearer('plc_scim_x')))).toEqual([401, 'not_signed_in']);
    expect((await post('/scim/v2/Users', bearer('plc_scim_x'))).statusCode).toBe(201);
  });

  it('answers in the language that the screen speaks, else in the member’s own', async () => {
    const french = await signedIn(app, memberNamed({ language: 'fr' }));
    const spoken = async (header?: string) => {
      const answer = await get('/api/v1/things/of/me', { ...french, ...(header ? { 'accept-language': header } : {}) });
      return answer.json<{ language: string }>().language;
    };
    expect([await spoken('en'), await spoken('EN-gb, fr;q=0.5'), await spoken(), await spoken('de, en;q=0.5')]).toEqual([
      'en',
      'en',
      'fr',
      'fr',
    ]);
  });

  it('names the permission that is missing', async () => {
    const answer = await app.inject({ method: 'DELETE', url: `/api/v1/things/${id}`, headers: await signedIn(app) });
    expect(answer.json()).toMatchObject({ status: 403, code: 'permission_missing', permission: 'members.ban' });
  });

  it('wants the whole workspace where own sites do not do, and a recent proof where it matters', async () => {
    const holding = (reach: 'workspace' | 'own_sites', change: Partial<Actor> = {}) =>
      signedIn(app, memberNamed({ permissions: new Map([['members.ban', reach]]), ...change }));
    const remove = async (headers: Record<string, string>) => app.inject({ method: 'DELETE', url: `/api/v1/things/${id}`, headers });
    expect((await remove(await holding('own_sites'))).json()).toMatchObject({ code: 'permission_missing' });
    const longAgo = new Date(Date.parse('2020-01-01'));
    expect((await remove(await holding('workspace', { confirmedAt: longAgo }))).json()).toMatchObject({
      code: 'recent_sign_in_needed',
      ways: ['confirm-session'],
    });
    expect((await remove(await holding('workspace'))).statusCode).toBe(204);
  });

  it('shows only the way to a new secret to whom must change it', async () => {
    const headers = await signedIn(app, memberNamed({ mustChangeSecret: true }));
    expect(await told(get('/api/v1/things', headers))).toEqual([403, 'secret_change_required']);
    expect((await post('/api/v1/things/secret', headers)).statusCode).toBe(200);
  });

  it('refuses a change that another site may have caused', async () => {
    const headers = await signedIn(app);
    const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
    const refusal = async (sent: Record<string, string>) => (await post('/api/v1/things', sent, { name: 'x' })).json<object>();
    expect(await refusal(without('x-xsrf-token'))).toMatchObject({ status: 403, code: 'foreign_origin', because: 'token' });
    expect(await refusal({ ...headers, 'x-xsrf-token': 'é'.repeat(43) })).toMatchObject({ because: 'token' });
    expect(await refusal(without('origin'))).toMatchObject({ because: 'origin' });
    expect(await refusal({ ...headers, origin: 'http://localhost:3001' })).toMatchObject({ because: 'origin' });
    expect(await refusal({ ...without('origin'), 'sec-fetch-site': 'same-site' })).toMatchObject({ because: 'origin' });
    expect((await post('/api/v1/things', { ...without('origin'), 'sec-fetch-site': 'same-origin' }, { name: 'x' })).statusCode).toBe(201);
  });

  it('refuses the XSRF token of another session, and mends its cookie', async () => {
    const [mine, other] = [await signedIn(app), await signedIn(app)];
    const answer = await post('/api/v1/things', { ...mine, 'x-xsrf-token': other['x-xsrf-token'] ?? '', cookie: mine['cookie'] ?? '' });
    expect(answer.statusCode).toBe(403);
    const mixed = mine['cookie']?.replace(/XSRF-TOKEN=.*/, `XSRF-TOKEN=${other['x-xsrf-token']}`) ?? '';
    const { cookies } = await get('/api/v1/things', { cookie: mixed });
    expect(cookies).toMatchObject([{ name: 'XSRF-TOKEN', value: mine['x-xsrf-token'], secure: true, sameSite: 'Lax' }]);
  });

  it('lets a program sign in, but no foreign page', async () => {
    expect((await post('/api/v1/things/sign-in')).statusCode).toBe(200);
    expect((await post('/api/v1/things/sign-in', { origin })).statusCode).toBe(200);
    expect(await told(post('/api/v1/things/sign-in', { origin: 'https://evil.example' }))).toEqual([403, 'foreign_origin']);
    expect(await told(post('/api/v1/things/sign-in', { 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'foreign_origin']);
  });

  it('gives the operator the workspace of the path, or a fresh one', async () => {
    const headers = bearer(operatorToken);
    expect((await get(`/operator/v1/workspaces/${id.toUpperCase()}`, headers)).json()).toEqual({ workspaceId: id });
    const fresh = (await post('/operator/v1/workspaces', headers)).json<{ workspaceId: string; kind: string }>();
    expect(fresh).toEqual({ workspaceId: expect.stringMatching(/^[0-9a-f-]{36}$/), kind: 'operator' });
  });

  it('ends with its session at once', async () => {
    const headers = await signedIn(app);
    sessions.clear();
    expect(await told(get('/api/v1/things', headers))).toEqual([401, 'not_signed_in']);
  });

  it('lets nobody in on a session without an id', async () => {
    sessions.set('half', memberNamed({ sessionId: undefined as unknown as SessionId }));
    expect(await told(get('/api/v1/things', { cookie: '__Host-placet=half' }))).toEqual([401, 'not_signed_in']);
  });
});

describe('the guard behind the door', () => {
  const handlerOf = (name: 'list' | 'me') => Object.getOwnPropertyDescriptor(Things.prototype, name)?.value as object;
  const [list, me] = [handlerOf('list'), handlerOf('me')];
  const [access] = factsOfHandler(list).access;
  const activate = (handler: object, admission: object | null) =>
    new AccessGuard({} as Limits).canActivate({
      getHandler: () => handler,
      switchToHttp: () => ({ getRequest: () => ({ admission }) }),
    } as never);

  it('lets in whom the door let in by the same rule, and nobody else', async () => {
    expect(await activate(list, { access })).toBe(true);
    await expect(activate(list, null)).rejects.toThrow(NotSignedIn);
    await expect(activate(me, { access })).rejects.toThrow(NotSignedIn);
    await expect(activate(() => undefined, { access: undefined })).rejects.toThrow(NotSignedIn);
  });
});

describe('the start', () => {
  it('stops at routes that say nothing, or two things, and names them', async () => {
    @Controller('open')
    class Open {
      @Get('nothing')
      nothing() {}

      @Get('two')
      @Public()
      @Needs('members.read')
      two() {}
    }
    @Module({ imports: [PlatformModule, HttpModule], controllers: [Things, Open], providers: principals })
    class OpenModule {}
    await expect(aDoor(OpenModule)).rejects.toThrow(/one each\): GET \/api\/v1\/open\/nothing, HEAD .*nothing, GET .*two, HEAD .*two$/);
  });

  it('has no operator where there is no token', async () => {
    const app = await aDoor(undefined, { PLACET_OPERATOR_TOKEN: undefined as unknown as string });
    const answer = await app.inject({ method: 'POST', url: '/operator/v1/workspaces', headers: bearer(operatorToken) });
    expect(answer.json()).toMatchObject({ status: 404, code: 'no_such_route' });
    await app.close();
  });
});
