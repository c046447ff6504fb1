import { InvalidField } from '@placet/kernel';
import { commonWords, keyWalks } from './common-passwords.ts';
import { normalised } from './secrets.ts';

const shortest = 15;
const longest = 256;
/** Letters and digits that must be there beside what everybody tries. */
const ownCharacters = 8;

/** What a password must not be made of: names that belong to this sign-in. */
export interface PasswordContext {
  /** of the field in the body */
  readonly path: string;
  /** the workspace's slug and name, the username, the address, the person's names */
  readonly names: readonly (string | null | undefined)[];
}

/** Fifteen characters or more, 256 at most, and not made of what is tried first. No rule about kinds of characters.
 *
 * The whole password is judged, never a word inside it: what remains without common passwords, rows of keys, repeats and the names of
 * this sign-in must still be eight letters or digits long.
 *
 * @throws InvalidField `too_short` or `too_long` with the bound in characters, `malformed_text`, `too_common`, `made_of_names`
 * @see NIST SP 800-63B-4 §3.1.1.2; ASVS 6.2.1-6.2.11
 */
export function checkPassword(password: string, { path, names }: PasswordContext): void {
  if (!password.isWellFormed() || password.includes('\u0000')) throw new InvalidField(path, 'malformed_text');
  const characters = Array.from(normalised(password)).length;
  if (characters < shortest) throw new InvalidField(path, 'too_short', { min: shortest });
  if (characters > longest) throw new InvalidField(path, 'too_long', { max: longest });
  if (isPoor(password, [])) throw new InvalidField(path, 'too_common');
  if (isPoor(password, partsOf(names))) throw new InvalidField(path, 'made_of_names');
}

const spoken: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const asWord = (text: string): string => text.replace(/[013457@$!]/g, (sign) => spoken[sign] ?? sign);

function isPoor(password: string, names: readonly string[]): boolean {
  const plain = folded(password);
  return [plain, asWord(plain)].some((form) => remainder(form, names) < ownCharacters);
}

/** How many letters and digits are left without what is tried first. */
function remainder(text: string, names: readonly string[]): number {
  if (isPeriodic(text)) return 0;
  let rest = text;
  for (const word of [...names, ...commonWords]) rest = rest.replaceAll(word, ' ');
  rest = withoutWalks(rest).replace(/(.)\1{2,}/gu, '$1');
  return rest.replace(/[^\p{L}\p{N}]/gu, '').length;
}

/** One group of up to eight characters again and again. */
const isPeriodic = (text: string): boolean =>
  [1, 2, 3, 4, 5, 6, 7, 8].some((period) => Array.from(text.slice(period)).every((sign, at) => sign === text[at]));

/** Takes out rows of at least four neighbours on a keyboard or in the alphabet, forwards and back. */
function withoutWalks(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length;) {
    let length = 4;
    while (at + length <= text.length && keyWalks.some((walk) => walk.includes(text.slice(at, at + length)))) length++;
    if (length > 4) {
      at += length - 1;
      rest += ' ';
    } else rest += text[at++];
  }
  return rest;
}

/** Names as somebody would type them: whole, and each part of four letters or more. */
function partsOf(names: PasswordContext['names']): string[] {
  const parts = names.flatMap((name) => (name ? [folded(name), ...folded(name).split(/[^\p{L}\p{N}]+/u)] : []));
  return [...new Set(parts.filter((part) => part.length >= 4))].toSorted((a, b) => b.length - a.length);
}
