import { MalformedRequest } from '../problems/malformed.ts';

const deepest = 20;
const quote = 0x22;
const backslash = 0x5c;

/** The names seen in an object so far; undefined for an array. */
type Level = Set<string> | undefined;

/** Looks over JSON before it is parsed: parsers take any depth, and let the last of two equal names win.
 *
 * Text that is no JSON passes: the parser says so.
 *
 * @param fold `caseless`: names that differ in case only are equal, as in SCIM
 * @throws MalformedRequest deeper than 20, or with a name that stands twice in one object
 */
export function scanJson(text: string, fold: 'exact' | 'caseless'): void {
  const levels: Level[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at);
        const level = levels.at(-1);
        if (isName && level) noteName(level, text.slice(at, end + 1), fold);
        isName = false;
        at = end;
        break;
      }
      case 0x7b: // {
        levels.push(new Set());
        isName = true;
        break;
      case 0x5b: // [
        levels.push(undefined);
        isName = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        levels.pop();
        isName = false;
        break;
      case 0x2c: // ,
        isName = levels.at(-1) !== undefined;
        break;
    }
    if (levels.length > deepest) throw new MalformedRequest('depth');
  }
}

/** @returns where the closing quote stands, or the end of the text */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === backslash) at++;
    else if (unit === quote) return at;
  }
  return text.length;
}

function noteName(level: Set<string>, literal: string, fold: 'exact' | 'caseless'): void {
  const name = literal.includes('\\') ? unescaped(literal) : literal.slice(1, -1);
  const key = fold === 'caseless' ? name.toLowerCase() : name;
  if (level.has(key)) throw new MalformedRequest('duplicate_key');
  level.add(key);
}

function unescaped(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal; // no JSON: the parser will say so
  }
}
