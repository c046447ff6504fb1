import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastifyOf, openToAll } from '@placet/platform';

const placeholder = '__CSP_NONCE__';
/** Paths of programs: what is unknown there is a 404, not a page. */
const notPages = /^\/(api|scim|operator|oauth2|\.well-known|problems|webhooks|health|metrics)(\/|$)/;
const hashed = /-[\w-]{8}\.[a-z0-9]+(?:\.br|\.gz)?$/;

/** Serves the built console: hashed files for a year, and for every other path `index.html` with a nonce of its own.
 *
 * @param folder what `ng build` made; without it there is no console
 */
export function serveConsole(app: NestFastifyApplication, folder: string | undefined): void {
  if (!folder) return;
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const fastify = fastifyOf(app);
  void fastify.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...openToAll };
    });
    await files.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      cacheControl: false,
      preCompressed: true, // the build leaves `.br` and `.gz` beside each file
      globIgnore: ['index.html'],
      setHeaders: (reply, path) => {
        void reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  });
  fastify.get('/*', { config: openToAll }, async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (notPages.test(path) || /\.(?!html$)[a-z0-9]{1,8}$/.test(path)) return reply.callNotFound();
    const nonce = randomBytes(16).toString('base64');
    return reply
      .headers({ 'content-security-policy': policy(nonce) })
      .type('text/html; charset=utf-8')
      .send(index.replaceAll(placeholder, nonce));
  });
}

/** No inline script, no style without the nonce, and no string that becomes code but through Angular's own policy. */
const policy = (nonce: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'self'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types angular angular#bundler`,
  ].join('; ');
