import type { NewClient } from '../directory-client.ts';

type Jwk = NonNullable<NewClient['publicKey']>;

/** A public RSA or EC key as it is pasted: JSON, a JWK. What is private in it never leaves the browser.
 *
 * @returns undefined for what is no such key
 */
export function jwkOf(text: string): Jwk | undefined {
  try {
    const key = JSON.parse(text) as Record<string, unknown>;
    if (key['kty'] !== 'RSA' && key['kty'] !== 'EC') return undefined;
    const shown = Object.entries(key).filter(([name, value]) => publicParts.has(name) && isPart(value));
    return Object.fromEntries(shown) as Jwk;
  } catch {
    return undefined;
  }
}

const publicParts = new Set(['kty', 'n', 'e', 'crv', 'x', 'y', 'kid', 'alg', 'use', 'key_ops']);
const isPart = (value: unknown) => typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
