import type { FastifyInstance } from 'fastify';
import { MalformedRequest } from '../problems/malformed.ts';
import { scanJson } from './json-scan.ts';

/** In bytes. */
export const mostBody = 1024 * 1024;

const types = {
  'application/json': 'exact',
  'application/merge-patch+json': 'exact',
  'application/scim+json': 'caseless',
} as const;

/** Reads JSON in three spellings and nothing else; every other content type is 415.
 *
 * Fastify's own parser refuses `__proto__` and `constructor.prototype`, which `JSON.parse` would keep.
 */
export function readJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  for (const [type, fold] of Object.entries(types)) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: mostBody }, (request, body: Buffer, done) => {
      if (body.length === 0) return done(null, undefined);
      try {
        const text = utf8(body);
        scanJson(text, fold);
        return parse(request, text, done);
      } catch (error) {
        return done(error as Error);
      }
    });
  }
}

function utf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new MalformedRequest('json');
  }
}
