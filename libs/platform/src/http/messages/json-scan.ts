import { MalformedRequest } from '../problems/malformed.ts';

const deepest = 20;

/** The names of an object; an array has none. Most objects are small, so the set comes with the ninth name. */
interface Names {
  few: string[];
  many: Set<string> | undefined;
}

/** Looks over JSON before it is parsed: parsers take any depth, and let the last of two equal names win.
 *
 * Text that is no JSON passes: the parser says so.
 *
 * @param fold `caseless`: names that differ in case only are equal, as in SCIM
 * @throws MalformedRequest deeper than 20, or with a name that stands twice in one object
 */
export function scanJson(text: string, fold: 'exact' | 'caseless'): void {
  const levels: (Names | undefined)[] = [];
  let here: Names | undefined;
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfString(text, at);
        if (isName && here) noteName(here, nameOf(text.slice(at, end + 1), fold));
        isName = false;
        at = end;
        break;
      }
      case 0x7b: // {
        here = { few: [], many: undefined };
        levels.push(here);
        isName = true;
        if (levels.length > deepest) throw new MalformedRequest('depth');
        break;
      case 0x5b: // [
        here = undefined;
        levels.push(here);
        if (levels.length > deepest) throw new MalformedRequest('depth');
        break;
      case 0x7d: // }
      case 0x5d: // ]
        levels.pop();
        here = levels.at(-1);
        isName = false;
        break;
      case 0x2c: // ,
        isName = here !== undefined;
        break;
    }
  }
}

/** @returns where the closing quote stands, or the end of the text */
function endOfString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}

function noteName(names: Names, name: string): void {
  const { few, many } = names;
  if (many ? many.has(name) : few.includes(name)) throw new MalformedRequest('duplicate_key');
  if (many) many.add(name);
  else if (few.push(name) > 8) names.many = new Set(few);
}

function nameOf(literal: string, fold: 'exact' | 'caseless'): string {
  const name = literal.includes('\\') ? unescaped(literal) : literal.slice(1, -1);
  return fold === 'caseless' ? name.toLowerCase() : name;
}

function unescaped(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal; // no JSON: the parser will say so
  }
}
