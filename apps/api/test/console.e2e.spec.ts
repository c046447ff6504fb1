import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { anApi } from './an-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'placet-console-'));
mkdirSync(join(folder, 'media'));
writeFileSync(join(folder, 'index.html'), '<app-root ngCspNonce="__CSP_NONCE__"></app-root>');
writeFileSync(join(folder, 'main-ABCDEFGH.js'), 'export {}');
writeFileSync(join(folder, 'main-ABCDEFGH.js.br'), 'packed');
writeFileSync(join(folder, 'chunk-Co5b_m-8.js'), 'export {}');
writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
writeFileSync(join(folder, 'media/a-12345678.woff2'), '');

describe('the console', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => (app = await anApi({ PLACET_CONSOLE_DIR: folder })));
  afterAll(() => app.close());
  const get = (url: string) => app.inject({ url });

  it('is sent with a nonce of its own each time, and never kept', async () => {
    const pages = await Promise.all(['/', '/members?drawer=add', '/invite', '/index.html'].map(get));
    const nonces = pages.map(({ body }) => /ngCspNonce="([A-Za-z0-9+/=]{24})"/.exec(body)?.[1]);
    expect(new Set(nonces).size).toBe(4);
    pages.forEach(({ statusCode, headers }, n) => {
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toMatch(`style-src 'self' 'nonce-${nonces[n]}'`);
      expect(headers['content-security-policy']).toMatch(`require-trusted-types-for 'script'`);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('etag');
    });
  });

  it('lets hashed files be kept for a year, and no other', async () => {
    expect((await get('/main-ABCDEFGH.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/media/a-12345678.woff2')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
    expect((await get('/main-ABCDEFGH.js')).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': expect.stringMatching('javascript'),
    });
  });

  it('sends what the build has packed to whoever can unpack it', async () => {
    const packed = await app.inject({ url: '/main-ABCDEFGH.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringMatching('javascript'),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringMatching('accept-encoding'),
    });
    expect((await app.inject({ url: '/chunk-Co5b_m-8.js', headers: { 'accept-encoding': 'br' } })).headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it.each([
    '/api/v1/nothing',
    '/api',
    '/scim/v2/nothing',
    '/operator/v1/nothing',
    '/webhooks/stripe',
    '/health/x',
    '/metrics',
    '/.well-known/x',
    '/oauth2/authorize',
  ])('is no answer to a program that asks for %s', async (url) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      expect.stringMatching(/^application\/(?:(?:problem|scim)\+)?json/),
    ]);
  });

  it.each(['/main-00000000.js', '/..%2fpackage.json', '/media/../../package.json', '/%2e%2e/package.json'])(
    'has no file %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );

  it('takes no changes', async () => {
    const answer = await app.inject({ method: 'POST', url: '/members', payload: {} });
    expect(answer.json()).toMatchObject({ status: 404, code: 'no_such_route' });
  });
});
