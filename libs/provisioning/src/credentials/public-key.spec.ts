import { generateKeyPairSync } from 'node:crypto';
import { algorithmOf, clientKeyOf } from './public-key.ts';

type Jwk = Record<string, string>;
const pairOf = ({ publicKey, privateKey }: ReturnType<typeof generateKeyPairSync>) => ({
  public: publicKey.export({ format: 'jwk' }) as Jwk,
  private: privateKey.export({ format: 'jwk' }) as Jwk,
});
const rsa = (modulusLength: number) => pairOf(generateKeyPairSync('rsa', { modulusLength }) as never);
const ec = (namedCurve: string) => pairOf(generateKeyPairSync('ec', { namedCurve }) as never);

describe("a client's public key", () => {
  const refused = (jwk: Jwk) => {
    try {
      return clientKeyOf(jwk);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('is RSA or P-256, and decides the algorithm', () => {
    expect(algorithmOf(clientKeyOf({ ...rsa(2048).public, alg: 'RS256', use: 'sig', kid: 'one' }))).toBe('RS256');
    expect(algorithmOf(clientKeyOf(ec('P-256').public))).toBe('ES256');
  });

  it('keeps what verifies and nothing else', () => {
    const { n, e } = rsa(2048).public;
    expect(clientKeyOf({ ...rsa(2048).public, n: n!, e: e!, kid: 'one', x5u: 'http://evil.example' })).toEqual({
      kty: 'RSA',
      n,
      e,
      kid: 'one',
    });
  });

  it('is refused by the reason that its owner needs', () => {
    expect(refused(rsa(2048).private)).toBe('private_key');
    expect(refused({ kty: 'oct', k: 'c2VjcmV0' })).toBe('private_key');
    expect(refused(rsa(1024).public)).toBe('key_length');
    expect(refused(ec('P-384').public)).toBe('not_p256');
    expect(refused({ kty: 'OKP', crv: 'Ed25519', x: 'AA' })).toBe('not_rsa_or_ec');
    expect(refused({ ...rsa(2048).public, use: 'enc' })).toBe('not_for_signatures');
    expect(refused({ ...rsa(2048).public, alg: 'ES256' })).toBe('algorithm');
    expect(refused({ ...ec('P-256').public, x: 'AA' })).toBe('malformed');
    expect(refused({ kty: 'EC', crv: 'P-256' })).toBe('malformed');
  });
});
