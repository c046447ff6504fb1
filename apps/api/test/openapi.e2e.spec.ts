import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from '@placet/contracts';
import { fastifyOf } from '@placet/platform';
import { anApi } from './an-api.ts';

const file = join(import.meta.dirname, '../openapi.json');

/** OpenAPI 3.0 knows no other methods. HEAD is that of each GET. */
const describable = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH']);

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; security: object[]; responses: object; parameters?: { name: string }[] }>>;
}

describe('the document', () => {
  let app: NestFastifyApplication;
  let text: string;
  beforeAll(async () => {
    app = await anApi();
    text = (await app.inject({ url: '/api/openapi.json' })).body;
    if (process.env['UPDATE_OPENAPI']) writeFileSync(file, text);
  });
  afterAll(() => app.close());
  const document = () => JSON.parse(text) as Document;
  const operations = () => Object.values(document().paths).flatMap((methods) => Object.values(methods));

  it('is the committed one, byte for byte (UPDATE_OPENAPI=1 writes it anew)', () => {
    expect(text === readFileSync(file, 'utf8')).toBe(true);
  });

  it('names each route of the API once, and each operation differently', () => {
    const { routeMap } = fastifyOf(app);
    const served = routeMap.routes.filter(
      ({ url, method }) =>
        /^\/(api\/v1|operator|scim|health|oauth2|\.well-known)\//.test(url) && describable.has(method) && !url.includes('*'),
    );
    expect(operations().length).toBe(served.length);
    expect(new Set(operations().map(({ operationId }) => operationId)).size).toBe(served.length);
  });

  it('says of each operation who may call it and how it refuses', () => {
    for (const { security, responses } of operations()) {
      expect(security).toBeDefined();
      expect(responses).toHaveProperty('default.content.application/problem+json.schema.$ref', '#/components/schemas/Problem');
    }
  });

  it('has every schema that it points to', () => {
    const pointed = [...text.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    const known = Object.keys((JSON.parse(text) as { components: { schemas: object } }).components.schemas);
    expect(pointed.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });
});

describe('the pages of the API', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => (app = await anApi()));
  afterAll(() => app.close());

  it('show the document with a viewer from here, and load nothing from elsewhere', async () => {
    const page = await app.inject({ url: '/api/docs' });
    expect(page.headers['content-type']).toMatch('text/html');
    expect(page.headers['content-security-policy']).toMatch("default-src 'none'; script-src 'self';");
    expect(page.body).not.toMatch(/https?:\/\//);
    const viewer = await app.inject({ url: '/api/docs/viewer.js' });
    expect(viewer.statusCode).toBe(200);
    expect(viewer.headers['content-type']).toMatch('text/javascript');
  });

  it('explain each problem under the address that its type names', async () => {
    const { body } = await app.inject({ url: '/problems' });
    const paths = [...body.matchAll(/href="(\/problems\/[a-z0-9-]+)"/g)].map(([, path]) => path ?? '');
    expect(paths).toContain('/problems/permission-missing');
    for (const url of paths) {
      const page = await app.inject({ url });
      expect([url, page.statusCode, page.headers['content-type']]).toEqual([url, 200, 'text/html; charset=utf-8']);
      expect(page.body).toMatch(/<h1>[^<]+<\/h1>/);
    }
    const unknown = await app.inject({ url: '/problems/of-another-kind' });
    expect(Problem.parse(unknown.json())).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('leads from a refusal to its explanation', async () => {
    const { type } = (await app.inject({ url: '/api/v1/me' })).json<{ type: string }>();
    const page = await app.inject({ url: type });
    expect([page.statusCode, page.body.includes('What to do')]).toEqual([200, true]);
  });
});
