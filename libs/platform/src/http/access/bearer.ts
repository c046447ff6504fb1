import type { FastifyRequest } from 'fastify';

/** @returns the token of `Authorization: Bearer …`; undefined for an empty one, another scheme, or a header that stands twice */
export function bearerOf({ headers, raw }: FastifyRequest): string | undefined {
  const token = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '')?.[1];
  return token === undefined || standsTwice(raw.rawHeaders) ? undefined : token;
}

const name = 'authorization';

/** Node keeps the first of two and drops the other: which of them was meant, nobody knows. */
function standsTwice(raw: readonly string[]): boolean {
  let times = 0;
  for (let n = 0; n < raw.length; n += 2) if (raw[n]!.length === name.length && raw[n]!.toLowerCase() === name) times++;
  return times > 1;
}
