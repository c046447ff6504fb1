import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastifyOf, openToAll } from '@placet/platform';
import { openApiOf } from './openapi.ts';

/** The document at `/api/openapi.json`, and the pages that show it at `/api/docs`; nothing is loaded from elsewhere. */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = fastifyOf(app);
  const options = { config: openToAll };
  let document: string | undefined;
  let viewer: Buffer | undefined;
  fastify.get('/api/openapi.json', options, async (_request, reply) => {
    document ??= openApiOf(app);
    return reply.type('application/json').send(document);
  });
  fastify.get('/api/docs/viewer.js', options, async (_request, reply) => {
    viewer ??= readFileSync(new URL('browser/standalone.js', import.meta.resolve('@scalar/api-reference')));
    return reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(viewer);
  });
  fastify.get('/api/docs', options, async (_request, reply) =>
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page),
  );
}

/** The viewer brings its own styles and no scripts but itself. */
const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const settings = JSON.stringify({
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  mcp: { disabled: true },
  agent: { disabled: true },
  defaultOpenAllTags: false,
}).replaceAll('"', '&quot;');

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Placet API</title><link rel="icon" href="data:,"></head>
<body><script id="api-reference" data-url="/api/openapi.json" data-configuration="${settings}"></script><script src="/api/docs/viewer.js"></script></body></html>
`;
