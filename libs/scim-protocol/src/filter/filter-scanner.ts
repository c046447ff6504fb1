import { invalidFilter } from '../scim-error.ts';
import { isSound } from '../value.ts';
import type { Literal } from './condition.ts';

/** Caps that hold before and while a filter is read, not after it. CVE-2026-46689 shows why. */
export const mostCharacters = 4_096;
const deepest = 20;
const mostTerms = 50;

const operators: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le']);
const words: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** Each alternative begins with letters of its own, so that none is tried twice. */
const tokens = /\s+|[()[\]]|"(?:[^"\\]|\\.)*"|[^\s()[\]"]+/gsy;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** A filter of which every name and literal was taken out: `n0 eq "0" and not (n1 pr)`. */
export interface Scanned {
  readonly text: string;
  readonly names: readonly string[];
  readonly literals: readonly Literal[];
}

/** Makes a filter safe for the parser, in one pass: caps; order of words; literals decoded; `A[F].s op v` as `A[(F) and s op v]`, which the parser
 * would take for two conditions on two elements.
 *
 * @throws ScimError invalidFilter
 */
export function scanFilter(filter: string): Scanned {
  if (filter.length > mostCharacters) throw invalidFilter(`A filter may have ${mostCharacters} characters.`);
  const scan = new Scan();
  let end = 0;
  for (const [token] of filter.matchAll(tokens)) {
    end += token.length;
    if (token.trim()) scan.take(token);
    else scan.space();
  }
  if (end < filter.length) throw invalidFilter('A quoted value in the filter is not closed.');
  return scan.whole();
}

class Scan {
  private text = '';
  private readonly names: string[] = [];
  private readonly literals: Literal[] = [];
  private readonly open: string[] = [];
  private expects: 'operand' | 'bracket' | 'operator' | 'value' | 'joiner' = 'operand';
  private terms = 0;
  /** a `.s` behind a bracket is only one where nothing stands between */
  private followsBracket = false;
  private isBehindBracket = false;

  space(): void {
    if (!this.followsBracket) return;
    this.followsBracket = false;
    this.text += ']';
  }

  take(token: string): void {
    if (this.followsBracket) {
      if (token.startsWith('.')) return this.behindBracket(token.slice(1));
      this.space();
    }
    switch (this.expects) {
      case 'operand':
        return this.operand(token);
      case 'bracket':
        if (token !== '(') throw invalidFilter('not must be followed by a bracket.');
        return this.opened('(', '(');
      case 'operator':
        return this.operator(token);
      case 'value':
        return this.value(token);
      case 'joiner':
        return this.joiner(token);
    }
  }

  whole(): Scanned {
    this.space();
    if (this.expects !== 'joiner' || this.open.length) throw invalidFilter('The filter ends too early.');
    return { text: this.text, names: this.names, literals: this.literals };
  }

  private operand(token: string): void {
    if (token === '(') this.opened('(', '(');
    else if (token.toLowerCase() === 'not') {
      this.text += 'not ';
      this.expects = 'bracket';
    } else if (/^[[\])"]/.test(token)) throw invalidFilter(`An attribute was expected at ${token.slice(0, 20)}.`);
    else this.name(token);
  }

  private operator(token: string): void {
    const word = token.toLowerCase();
    if (word === '[' && !this.isBehindBracket) return this.opened('[', '[(');
    if (word !== 'pr' && !operators.has(word)) throw invalidFilter(`${token.slice(0, 20)} is no operator.`);
    if (++this.terms > mostTerms) throw invalidFilter(`A filter may have ${mostTerms} comparisons.`);
    this.text += ` ${word}`;
    if (word === 'pr') this.ended();
    else this.expects = 'value';
  }

  private value(token: string): void {
    this.text += ` "${this.literals.push(literalOf(token)) - 1}"`;
    this.ended();
  }

  private joiner(token: string): void {
    const word = token.toLowerCase();
    if (word === 'and' || word === 'or') {
      this.text += ` ${word} `;
      this.expects = 'operand';
    } else if (word === ')' && this.open.at(-1) === '(') {
      this.open.pop();
      this.text += ')';
    } else if (word === ']' && this.open.at(-1) === '[') {
      this.open.pop();
      this.text += ')';
      this.followsBracket = true;
    } else throw invalidFilter(`and, or or an end was expected at ${token.slice(0, 20)}.`);
  }

  private opened(bracket: string, text: string): void {
    if (this.open.push(bracket) > deepest) throw invalidFilter(`A filter may nest ${deepest} deep.`);
    this.text += text;
    this.expects = 'operand';
  }

  private behindBracket(name: string): void {
    this.followsBracket = false;
    this.isBehindBracket = true;
    this.text += ' and ';
    this.name(name);
  }

  private name(name: string): void {
    this.text += `n${this.names.push(name) - 1}`;
    this.expects = 'operator';
  }

  private ended(): void {
    if (this.isBehindBracket) this.text += ']';
    this.isBehindBracket = false;
    this.expects = 'joiner';
  }
}

function literalOf(token: string): Literal {
  if (token.startsWith('"')) return decoded(token);
  const word = words.get(token.toLowerCase());
  if (word !== undefined) return word;
  if (!number.test(token)) throw invalidFilter(`${token.slice(0, 20)} is no value: text stands between quotes.`);
  return Number(token);
}

function decoded(token: string): string {
  let text: unknown;
  try {
    text = JSON.parse(token);
  } catch {
    throw invalidFilter('A quoted value in the filter is no JSON string.');
  }
  if (typeof text !== 'string' || !isSound(text)) throw invalidFilter("A quoted value holds characters that can't be compared.");
  return text;
}
