import type { FastifyInstance, FastifyRequest } from 'fastify';
import { factsOfRoute } from '../access/route-facts.ts';
import { MalformedRequest, UnsupportedMediaType } from '../problems/malformed.ts';
import { scanJson } from './json-scan.ts';

/** In bytes. */
export const mostBody = 1024 * 1024;

const types = {
  'application/json': 'exact',
  'application/merge-patch+json': 'exact',
  'application/scim+json': 'caseless',
} as const;

const form = 'application/x-www-form-urlencoded';
const mostForm = 64 * 1024;

/** Reads JSON in three spellings, and forms where a route says so, and nothing else; every other content type is 415.
 *
 * Fastify's own parser refuses `__proto__` and `constructor.prototype`, which `JSON.parse` would keep.
 */
export function readBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  for (const [type, fold] of Object.entries(types)) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: mostBody }, (request, body: Buffer, done) => {
      if (readsForm(request)) return done(new UnsupportedMediaType());
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
  fastify.addContentTypeParser(form, { parseAs: 'buffer', bodyLimit: mostForm }, (request, body: Buffer, done) => {
    if (!readsForm(request)) return done(new UnsupportedMediaType());
    try {
      return done(null, formOf(utf8(body)));
    } catch (error) {
      return done(error as Error);
    }
  });
}

const readsForm = ({ routeOptions }: FastifyRequest): boolean => factsOfRoute(routeOptions)?.readsForm === true;

/** @throws MalformedRequest where a name stands twice (RFC 6749 §3.2) */
function formOf(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)];
  if (new Set(fields.map(([name]) => name)).size < fields.length) throw new MalformedRequest('duplicate_key');
  return Object.fromEntries(fields);
}

function utf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new MalformedRequest('json');
  }
}
