import { Config } from '@placet/platform';
import { SecretsBusy } from '../identity-errors.ts';
import { Secrets } from './secrets.ts';

const withSecret = (secret: string) =>
  new Secrets(new Config({ PLACET_MODE: 'test', PLACET_DATABASE_URL: 'postgres://x', PLACET_SECRET: secret }));
const secrets = withSecret('a'.repeat(32));

describe('secrets', () => {
  it('are stored as argon2id of 19 MiB and two passes, salted', async () => {
    const [one, other] = await Promise.all([secrets.hash('password', 'the same words'), secrets.hash('password', 'the same words')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(secrets.isOutdated(one)).toBe(false);
  });

  it('match what was hashed and nothing else', async () => {
    const stored = await secrets.hash('password', 'the same words');
    expect(await secrets.matches('password', 'the same words', stored)).toBe(true);
    expect(await secrets.matches('password', 'the same words ', stored)).toBe(false);
    expect(await secrets.matches('password', 'The same words', stored)).toBe(false);
    expect(await secrets.matches('pin', 'the same words', stored)).toBe(false);
    expect(await secrets.matches('password', 'the same words', undefined)).toBe(false);
  });

  it('are one, composed or decomposed, whichever space the keyboard makes', async () => {
    const stored = await secrets.hash('password', 'caf\u00E9 noir\u00A0et blanc');
    expect(await secrets.matches('password', 'cafe\u0301 noir et blanc', stored)).toBe(true);
    expect(await secrets.matches('password', 'cafe noir et blanc', stored)).toBe(false);
  });

  it('keep apart what only looks compatible', async () => {
    const stored = await secrets.hash('password', 'x\u00B2 and a \uFB01re');
    expect(await secrets.matches('password', 'x2 and a fire', stored)).toBe(false);
  });

  it('of a PIN are worth nothing without the pepper', async () => {
    const stored = await secrets.hash('pin', '482039');
    expect(await secrets.matches('pin', '482039', stored)).toBe(true);
    expect(await withSecret('b'.repeat(32)).matches('pin', '482039', stored)).toBe(false);
  });

  it('that are temporary may be typed with capitals, without dashes', async () => {
    const stored = await secrets.hash('temporary_password', 'k7mf-2qxr-9tpe-hw4c');
    expect(await secrets.matches('temporary_password', 'K7MF 2QXR 9tpehw4c', stored)).toBe(true);
    expect(await secrets.matches('temporary_password', 'k7mf-2qxr-9tpe-hw4d', stored)).toBe(false);
  });

  it('hashed at another cost still match, and are told to be outdated', async () => {
    const [, , , , salt, tag] = (await secrets.hash('password', 'x')).split('$');
    expect(secrets.isOutdated(`$argon2id$v=19$m=8192,t=2,p=1$${salt}$${tag}`)).toBe(true);
    // argon2id of "password" with the salt "somesalt00000000", 64 KiB, two passes, made by the reference program's parameters
    const { argon2Sync } = await import('node:crypto');
    const nonce = Buffer.from('somesalt00000000');
    const old = argon2Sync('argon2id', { message: 'the same words', nonce, memory: 64, passes: 2, parallelism: 1, tagLength: 32 });
    const stored = `$argon2id$v=19$m=64,t=2,p=1$${nonce.toString('base64').replaceAll('=', '')}$${old.toString('base64').replaceAll('=', '')}`;
    expect(await secrets.matches('password', 'the same words', stored)).toBe(true);
  });

  it('that are stored broken are a fault, never a "no"', async () => {
    await expect(secrets.matches('password', 'x', '$2b$12$abcdefghijklmnopqrstuv')).rejects.toThrow('no argon2id string');
  });

  it('queue, and are refused once the queue is long', async () => {
    const many = await Promise.allSettled(Array.from({ length: 230 }, () => fast.matches('password', 'x', cheap)));
    const refused = many.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(28);
    expect(refused.every((one) => one.status === 'rejected' && one.reason instanceof SecretsBusy)).toBe(true);
    expect(await fast.matches('password', 'x', cheap)).toBe(false);
  });
});

const fast = withSecret('c'.repeat(32));
const cheap = `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
