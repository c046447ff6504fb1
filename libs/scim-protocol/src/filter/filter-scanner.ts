import { invalidFilter } from '../scim-error.ts';
import { isSound } from '../value.ts';

/** Caps that are checked before anything is parsed. @see scim.md's own numbers; CVE-2026-46689 shows why */
export const mostCharacters = 4_096;
const deepest = 20;
const mostTerms = 50;

const operators = 'eq|ne|co|sw|ew|gt|lt|ge|le';
const terms = new RegExp(String.raw`(?<=\s)(?:${operators}|pr)(?=[\s)\]]|$)`, 'gi');
/** `A[F].s op v`: the parser would lose that both speak of one element. */
const afterBracket = new RegExp(String.raw`\[([^[\]]*)\]\.([A-Za-z$_][\w$-]*)\s+(pr\b|(?:${operators})\s+(?:"\d+"|[^\s()[\]"]+))`, 'gi');
const dollarAlias = 'dollar_';

/** A filter whose literals were taken out: the text holds `"0"`, `"1"`… in their places. */
export interface Scanned {
  readonly text: string;
  readonly literals: readonly string[];
}

/** Makes a filter safe for the parser: caps, decoded literals, correlated value paths, lower-case words for true, false and null.
 *
 * @throws ScimError invalidFilter
 */
export function scanFilter(filter: string): Scanned {
  if (filter.length > mostCharacters) throw invalidFilter(`A filter may have ${mostCharacters} characters.`);
  const literals: string[] = [];
  const bare = filter.replaceAll(/"(?:[^"\\]|\\.)*"/gs, (literal) => `"${literals.push(decoded(literal)) - 1}"`);
  if (bare.replaceAll(/"\d+"/g, '').includes('"')) throw invalidFilter('A quoted value in the filter is not closed.');
  if (depthOf(bare) > deepest) throw invalidFilter(`A filter may nest ${deepest} deep.`);
  if ((bare.match(terms)?.length ?? 0) > mostTerms) throw invalidFilter(`A filter may have ${mostTerms} comparisons.`);
  if (/(?<![\w.:$-])not(?![\w.:$-])(?!\s*\()/i.test(bare)) throw invalidFilter('not must be followed by a bracket.');
  const text = bare
    .replaceAll(/(?<=\s)(?:true|false|null)(?=[\s)\]]|$)/gi, (word) => word.toLowerCase())
    .replaceAll(afterBracket, '[($1) and $2 $3]')
    .replaceAll('$', dollarAlias);
  return { text, literals };
}

/** @returns the attribute name as the client wrote it */
export const unaliased = (name: string): string => name.replaceAll(dollarAlias, '$');

function decoded(literal: string): string {
  let text: unknown;
  try {
    text = JSON.parse(literal);
  } catch {
    throw invalidFilter('A quoted value in the filter is no JSON string.');
  }
  if (typeof text !== 'string' || !isSound(text)) throw invalidFilter("A quoted value holds characters that can't be compared.");
  return text;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepestSeen = 0;
  for (const letter of text) {
    if (letter === '(' || letter === '[') deepestSeen = Math.max(deepestSeen, ++depth);
    else if (letter === ')' || letter === ']') depth--;
  }
  return deepestSeen;
}
