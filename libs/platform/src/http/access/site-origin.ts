import type { FastifyRequest } from 'fastify';
import { ForeignOrigin } from '../problems/refusals.ts';

/** Whether a browser says that the request comes from this site.
 *
 * @returns undefined where it says nothing, as a program does
 */
export function comesFromHere(request: FastifyRequest, baseUrl: string): boolean | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) return origin === new URL(baseUrl).origin;
  return site === undefined ? undefined : site === 'same-origin';
}

/** @param mustSay with a cookie a request must name its origin; without one only a wrong origin is refused */
export function refuseForeignOrigin(request: FastifyRequest, baseUrl: string, mustSay: boolean): void {
  const isHere = comesFromHere(request, baseUrl);
  if (isHere === false || (isHere === undefined && mustSay)) throw new ForeignOrigin('origin');
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isSafe = ({ method }: FastifyRequest): boolean => safeMethods.has(method);
