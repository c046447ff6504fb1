import { decodeJwt, errors, importJWK, jwtVerify, type JWTPayload } from 'jose';
import { algorithmOf, type ClientKey } from '../credentials/public-key.ts';
import { invalidClient } from './oauth-errors.ts';

/** Seconds by which two clocks may differ. */
const leewaySeconds = 30;
const longestLifeSeconds = 3600;

/** An assertion that holds; `jti` counts once until `expiresAt`. */
export interface Assertion {
  readonly jti: string;
  readonly expiresAt: Date;
}

/** Whom an assertion says it is from: unproven, for finding the key. @throws OAuthRefused */
export function assertedClient(assertion: string): string {
  const { sub } = read(() => decodeJwt(assertion));
  if (typeof sub !== 'string') throw invalidClient();
  return sub;
}

/** Checks a `private_key_jwt` with the key that was left with us.
 *
 * @param audiences any of which it may be meant for: the token endpoint or the issuer
 * @throws OAuthRefused
 * @see RFC 7523 §3, RFC 8725
 */
export async function provenAssertion(
  assertion: string,
  key: ClientKey,
  { clientId, audiences, now }: { readonly clientId: string; readonly audiences: readonly string[]; readonly now: Date },
): Promise<Assertion> {
  try {
    const algorithm = algorithmOf(key);
    const { payload } = await jwtVerify(assertion, await importJWK({ ...key }, algorithm), {
      algorithms: [algorithm],
      issuer: clientId,
      subject: clientId,
      audience: [...audiences],
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti'],
      currentDate: now,
      clockTolerance: leewaySeconds,
      maxTokenAge: longestLifeSeconds,
    });
    return lifeOf(payload, now);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw invalidClient();
    throw error;
  }
}

/** One that would live for days would have to be remembered for days. */
function lifeOf({ jti, exp = 0 }: JWTPayload, now: Date): Assertion {
  const until = exp + leewaySeconds;
  if (typeof jti !== 'string' || !jti || jti.length > 255) throw invalidClient();
  if (until > now.getTime() / 1000 + longestLifeSeconds + 2 * leewaySeconds) throw invalidClient();
  return { jti, expiresAt: new Date(until * 1000) };
}

function read<T>(decode: () => T): T {
  try {
    return decode();
  } catch {
    throw invalidClient();
  }
}
