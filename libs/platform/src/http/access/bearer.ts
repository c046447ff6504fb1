import type { FastifyRequest } from 'fastify';

/** @returns the token of `Authorization: Bearer …`; undefined for an empty one or another scheme */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '')?.[1];
