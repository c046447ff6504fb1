import { instantOf } from './instant.ts';
import { isObject } from './resource.ts';
import type { Attribute } from './schema/attribute.ts';
import { invalidSyntax, invalidValue } from './scim-error.ts';

/** Text that a database and JSON can hold: no NUL, no lone surrogate. */
export const isSound = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Whether every text in a value, names too, is sound; however deep it goes. */
export function isSoundThroughout(value: unknown): boolean {
  const left = [value];
  for (let one = left.pop(); one !== undefined || left.length; one = left.pop()) {
    if (typeof one === 'string' && !isSound(one)) return false;
    if (Array.isArray(one)) for (const element of one) left.push(element);
    else if (isObject(one)) for (const key of Object.keys(one)) left.push(key, one[key]);
  }
  return true;
}

/** Reads a client's value of an attribute into its canonical form; names inside come from the schema, text stays as it was sent. What is read-only is
 * left out.
 *
 * @returns undefined for "unassigned": `null`, `[]`, `""`, and objects without a known value
 * @throws ScimError invalidValue naming the attribute, invalidSyntax for a part that stands twice
 * @see RFC 7643 §2.5
 */
export function valueOf(attribute: Attribute, raw: unknown, at: string = attribute.name): unknown {
  if (raw === null || raw === undefined || raw === '') return undefined;
  if (!attribute.multiValued) return single(attribute, Array.isArray(raw) && hasValue(attribute) ? onlyOne(raw, at) : raw, at);
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (list.length > attribute.mostValues) throw invalidValue(`${at} may have at most ${attribute.mostValues} values.`);
  const elements: unknown[] = [];
  let primaries = 0;
  for (const given of list) {
    const element = single(attribute, given, at);
    if (element === undefined) continue;
    elements.push(element);
    if ((element as { primary?: unknown }).primary === true && ++primaries > 1)
      throw invalidValue(`Only one value of ${at} can be primary.`);
  }
  return elements.length > 1 ? distinct(elements) : elements.length ? elements : undefined;
}

const hasValue = ({ sub }: Attribute) => sub.has('value');

/** Entra wraps a single reference into a list. */
function onlyOne(list: readonly unknown[], at: string): unknown {
  if (list.length > 1) throw invalidValue(`${at} has one value.`);
  return list[0];
}

function single(attribute: Attribute, raw: unknown, at: string): unknown {
  if (raw === null || raw === undefined || raw === '') return undefined;
  switch (attribute.type) {
    case 'complex':
      return parts(attribute, typeof raw === 'string' && hasValue(attribute) ? { value: raw } : raw, at);
    case 'boolean':
      return truth(raw, at);
    case 'integer':
    case 'decimal':
      return numberOf(attribute, raw, at);
    default:
      return textOf(attribute, raw, at);
  }
}

function parts(attribute: Attribute, raw: unknown, at: string): unknown {
  if (!isObject(raw)) throw invalidValue(`${at} must be an object.`);
  const known: Record<string, unknown> = {};
  const seen: Attribute[] = [];
  for (const key of Object.keys(raw)) {
    const sub = attribute.sub.get(key) ?? attribute.sub.get(key.toLowerCase());
    if (!sub && !isSoundThroughout([key, raw[key]])) throw invalidValue(`${at} holds characters that can't be stored.`);
    if (!sub || sub.mutability === 'readOnly') continue;
    if (seen.includes(sub)) throw invalidSyntax(`${at}.${sub.name} stands twice.`);
    seen.push(sub);
    const value = valueOf(sub, raw[key], `${at}.${sub.name}`);
    if (value !== undefined) known[sub.name] = value;
  }
  for (const { name, required } of attribute.sub.values()) {
    if (required && known[name] === undefined) throw invalidValue(`${at}.${name} is required.`);
  }
  return Object.keys(known).length ? known : undefined;
}

/** Directories write booleans as text, too (Entra: `"False"`). */
function truth(raw: unknown, at: string): boolean {
  if (typeof raw === 'boolean') return raw;
  const word = typeof raw === 'string' ? raw.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw invalidValue(`${at} must be true or false.`);
  return word === 'true';
}

function numberOf({ type }: Attribute, raw: unknown, at: string): number {
  const isMeant = type === 'integer' ? Number.isSafeInteger(raw) : Number.isFinite(raw);
  if (!isMeant) throw invalidValue(`${at} must be ${type === 'integer' ? 'a whole number' : 'a number'}.`);
  return raw as number;
}

function textOf({ mostBytes, type }: Attribute, raw: unknown, at: string): string {
  if (typeof raw !== 'string') throw invalidValue(`${at} must be a string.`);
  if (isTooLong(raw, mostBytes)) throw invalidValue(`${at} is too long.`);
  if (!isSound(raw)) throw invalidValue(`${at} holds characters that can't be stored.`);
  if (type === 'binary' && !/^[\w+/=\s-]+$/.test(raw)) throw invalidValue(`${at} must be base64.`);
  if (type === 'dateTime' && instantOf(raw) === undefined)
    throw invalidValue(`${at} must be a date and time such as 2026-01-31T08:00:00Z.`);
  return raw;
}

/** Composing and folding may make three characters of one, and each has at most three bytes per UTF-16 unit: short text needs no measuring. */
const isTooLong = (raw: string, most: number): boolean =>
  raw.length * 9 > most && (raw.length > most || Buffer.byteLength(raw.normalize('NFC').toLowerCase()) > most);

/** Equal values are one value. */
export function distinct(elements: readonly unknown[]): unknown[] {
  return [...new Map(elements.map((element) => [sameText(element), element])).values()];
}

/** The same text for equal canonical values, whatever the order of their parts. */
export function sameText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sameText).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) if (value[key] !== undefined) parts.push(`${JSON.stringify(key)}:${sameText(value[key])}`);
  return `{${parts.join()}}`;
}
