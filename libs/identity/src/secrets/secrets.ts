import { argon2, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from '@placet/platform';
import { HashingLine } from './hashing-line.ts';

/** What a member proves himself with. */
export type SecretForm = 'password' | 'pin' | 'temporary_password';

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's first choice for argon2id, 2025: 19 MiB, two passes. */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43})$/;
const hashed = promisify(argon2);
const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

/** Hashes and compares secrets: argon2id in a PHC string. A PIN is first keyed with the installation's pepper, since a million
 *  guesses at a stolen hash take minutes. A port, so that specs may count what is hashed.
 */
@Injectable()
export class Secrets {
  private readonly pepper: Buffer;
  private readonly line = new HashingLine();

  constructor(@Inject(Config) config: Config) {
    this.pepper = Buffer.from(hkdfSync('sha256', config.secret, '', 'placet pin pepper', 32));
  }

  /** @returns a PHC string to store. @throws SecretsBusy */
  async hash(form: SecretForm, value: string): Promise<string> {
    const salt = randomBytes(16);
    const tag = await this.derive(this.prepared(form, value), salt, cost);
    return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`;
  }

  /** Compares in constant time. Without a stored hash it works as long, and says no.
   *
   * @throws SecretsBusy, or Error where what is stored is no hash of ours
   */
  async matches(form: SecretForm, value: string, stored: string | undefined | null): Promise<boolean> {
    const prepared = this.prepared(form, value);
    if (!stored) {
      await this.derive(prepared, randomBytes(16), cost);
      return false;
    }
    const { salt, tag, ...itsCost } = parse(stored);
    return timingSafeEqual(await this.derive(prepared, salt, itsCost), tag);
  }

  /** Whether it was hashed at another cost than today's: hash anew while the secret is at hand. */
  isOutdated(stored: string): boolean {
    const { memory, passes, parallelism } = parse(stored);
    return memory !== cost.memory || passes !== cost.passes || parallelism !== cost.parallelism;
  }

  private derive(message: Buffer, nonce: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
    return this.line.take(() => hashed('argon2id', { message, nonce, memory, passes, parallelism, tagLength }));
  }

  private prepared(form: SecretForm, value: string): Buffer {
    if (form === 'pin') return createHmac('sha256', this.pepper).update(value).digest();
    return Buffer.from(form === 'temporary_password' ? asRead(value) : normalised(value));
  }
}

/** NFC and one kind of space, so that two keyboards make one password: NIST SP 800-63B-4 §3.1.1.2, and the OpaqueString profile of
 *  RFC 8265 §4.2. Not NFKC, which would make one of characters that somebody chose to tell apart. */
export const normalised = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** A temporary password is read from paper: capitals, spaces and dashes don't count. */
const asRead = (value: string): string => value.replace(/[\s-]/g, '').toLowerCase();

function parse(stored: string) {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(stored) ?? [];
  if (!salt || !tag) throw new Error('a stored secret is no argon2id string');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}
