import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { aDoor, directories, memberNamed } from '../../../test/door.ts';
import { NotSignedIn } from './refusals.ts';
import { errorForm } from './error-form.ts';

errorForm({
  prefix: '/scim/',
  contentType: 'application/scim+json',
  tell: (error, { status, body }) => ({
    status: error instanceof NotSignedIn ? status : 400,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail: body.detail },
  }),
});

describe('another form of errors', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await aDoor();
    directories.set('plc_scim_x', memberNamed({ kind: 'connection' }));
  });
  afterAll(() => app.close());

  const post = (url: string, body: string, type = 'application/scim+json', token = 'plc_scim_x') =>
    app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}`, 'content-type': type }, payload: body });

  it.each([
    ['the door', () => post('/scim/v2/Users', '{}', undefined, 'unknown'), 401, '401'],
    ['the parser', () => post('/scim/v2/Users', '{'), 400, '400'],
    ['the content type', () => post('/scim/v2/Users', '{}', 'text/plain'), 400, '415'],
    ['an unknown path', () => post('/scim/v2/Nothing', '{}'), 400, '404'],
    ['a whole address', () => post('http://placet.example/scim/v2/Nothing', '{}'), 400, '404'],
    ['the router', () => post('/scim/v2/%zz', '{}'), 400, '400'],
  ])('is spoken by %s, too', async (_who, ask, status, told) => {
    const answer = await ask();
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/scim+json']);
    expect(answer.json()).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: told });
  });

  it('keeps the headers of the problem', async () => {
    expect((await post('/scim/v2/Users', '{}', undefined, 'unknown')).headers['www-authenticate']).toBe('Bearer realm="placet"');
  });

  it('is spoken under its own paths only', async () => {
    expect((await post('/api/v1/scim/', '{}')).headers['content-type']).toBe('application/problem+json');
  });
});
