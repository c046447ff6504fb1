import type { Attribute } from './schema/attribute.ts';
import { isObject } from './resource.ts';
import { invalidSyntax, invalidValue } from './scim-error.ts';

const mostElements = 500;

/** Text that a database and JSON can hold: no NUL, no lone surrogate. */
export const isSound = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Reads a client's value of an attribute into its canonical form; names inside come from the schema, text stays as it was sent.
 *
 * @returns undefined for "unassigned": `null`, `[]`, `""`, and objects without a known value
 * @throws ScimError invalidValue naming the attribute
 * @see RFC 7643 §2.5
 */
export function valueOf(attribute: Attribute, raw: unknown, at: string = attribute.name): unknown {
  if (raw === null || raw === undefined || raw === '') return undefined;
  if (!attribute.multiValued) return single(attribute, Array.isArray(raw) && hasValue(attribute) ? onlyOne(raw, at) : raw, at);
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (list.length > mostElements) throw invalidValue(`${at} may have at most ${mostElements} values.`);
  const elements = list.map((element) => single(attribute, element, at)).filter((element) => element !== undefined);
  if (elements.filter((element) => (element as { primary?: unknown }).primary === true).length > 1) {
    throw invalidValue(`Only one value of ${at} can be primary.`);
  }
  return elements.length ? distinct(elements) : undefined;
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
    default:
      return textOf(attribute, raw, at);
  }
}

function parts(attribute: Attribute, raw: unknown, at: string): unknown {
  if (!isObject(raw)) throw invalidValue(`${at} must be an object.`);
  const seen = new Map<string, unknown>();
  for (const [key, value] of Object.entries(raw)) {
    const sub = attribute.sub.get(key.toLowerCase());
    if (!sub || sub.mutability === 'readOnly') continue;
    if (seen.has(sub.name)) throw invalidSyntax(`${at}.${sub.name} stands twice.`);
    seen.set(sub.name, valueOf(sub, value, `${at}.${sub.name}`));
  }
  const known = [...seen].filter(([, value]) => value !== undefined);
  return known.length ? Object.fromEntries(known) : undefined;
}

/** Directories write booleans as text, too (Entra: `"False"`). */
function truth(raw: unknown, at: string): boolean {
  if (typeof raw === 'boolean') return raw;
  const word = typeof raw === 'string' ? raw.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw invalidValue(`${at} must be true or false.`);
  return word === 'true';
}

function textOf({ mostBytes, type }: Attribute, raw: unknown, at: string): string {
  if (typeof raw !== 'string') throw invalidValue(`${at} must be a string.`);
  if (!isSound(raw)) throw invalidValue(`${at} holds characters that can't be stored.`);
  if (raw.length > mostBytes || Buffer.byteLength(raw.normalize('NFC').toLowerCase()) > mostBytes) throw invalidValue(`${at} is too long.`);
  if (type === 'binary' && !/^[\w+/=\s-]+$/.test(raw)) throw invalidValue(`${at} must be base64.`);
  if (type === 'dateTime' && Number.isNaN(Date.parse(raw))) throw invalidValue(`${at} must be a date and time.`);
  return raw;
}

/** Equal values are one value. */
function distinct(elements: readonly unknown[]): unknown[] {
  return [...new Map(elements.map((element) => [sameText(element), element])).values()];
}

/** The same text for equal canonical values, whatever the order of their parts. */
export const sameText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? '';
