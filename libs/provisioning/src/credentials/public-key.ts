import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { AddClientBody } from '@placet/contracts';
import { InvalidField } from '@placet/kernel';
import type { z } from 'zod';

/** A public key that may prove a client, with what its algorithm needs and nothing else. */
export interface ClientKey {
  readonly kty: 'RSA' | 'EC';
  readonly [part: string]: string;
}

/** The two algorithms that are taken; which one follows from the key, never from what a token says of itself (RFC 8725 §3.1). */
export type KeyAlgorithm = 'RS256' | 'ES256';
export const algorithmOf = ({ kty }: ClientKey): KeyAlgorithm => (kty === 'RSA' ? 'RS256' : 'ES256');

const parts = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'] } as const;
const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Reads a JWK: RSA of 2048 to 8192 bits, or EC on P-256. @throws InvalidField `publicKey` */
export function clientKeyOf(jwk: NonNullable<z.output<typeof AddClientBody>['publicKey']>): ClientKey {
  if (secretParts.some((part) => Object.hasOwn(jwk, part))) throw new InvalidField('publicKey', 'private_key');
  const { kty, use, alg, kid } = jwk;
  if (kty !== 'RSA' && kty !== 'EC') throw new InvalidField('publicKey', 'not_rsa_or_ec');
  if (use !== undefined && use !== 'sig') throw new InvalidField('publicKey', 'not_for_signatures');
  const key = { kty, ...Object.fromEntries(parts[kty].map((part) => [part, text(jwk[part])])) } as ClientKey;
  if (alg !== undefined && alg !== algorithmOf(key)) throw new InvalidField('publicKey', 'algorithm');
  refuseWeak(key);
  return typeof kid === 'string' ? { ...key, kid } : key;
}

function text(part: unknown): string {
  if (typeof part !== 'string' || !/^[\w-]+$/.test(part)) throw new InvalidField('publicKey', 'malformed');
  return part;
}

function refuseWeak(key: ClientKey): void {
  const details = detailsOf(key);
  const bits = details?.modulusLength ?? 0;
  if (key.kty === 'RSA' && (bits < 2048 || bits > 8192)) throw new InvalidField('publicKey', 'key_length', { least: 2048, most: 8192 });
  if (key.kty === 'EC' && details?.namedCurve !== 'prime256v1') throw new InvalidField('publicKey', 'not_p256');
}

function detailsOf(key: ClientKey) {
  try {
    return createPublicKey({ key: key as JsonWebKey, format: 'jwk' }).asymmetricKeyDetails;
  } catch {
    throw new InvalidField('publicKey', 'malformed');
  }
}
