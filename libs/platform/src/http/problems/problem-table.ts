import { DomainError } from '@placet/kernel';

type ErrorClass<E> = abstract new (...parameters: never[]) => E;

/** How one kind of error is told over HTTP (RFC 9457). */
export interface ProblemEntry<E> {
  readonly status: number;
  /** One short sentence, the same for every occurrence. */
  readonly title: string;
  /** Members beside the standard ones: only what the caller may know. */
  readonly facts?: (error: E) => Record<string, unknown>;
  /** The ways out, by name, where there are any. */
  readonly ways?: readonly string[] | ((error: E) => readonly string[]);
  /** For the page of this problem: what it means, and what to do. */
  readonly means?: string;
  readonly remedy?: string;
  /** By default the class name in snake case. */
  readonly code?: string;
  readonly headers?: (error: E) => Record<string, string>;
}

/** An entry with its code, as the table keeps it. */
export type KnownProblem = ProblemEntry<DomainError> & { readonly code: string };

const table = new Map<unknown, KnownProblem>();
const byCode = new Map<string, KnownProblem>();

/** `NoSeatLeft` -> `no_seat_left`. */
export const codeOf = (name: string): string => name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** `no_seat_left` -> `/problems/no-seat-left`. */
export const typeOf = (code: string): string => `/problems/${code.replaceAll('_', '-')}`;

/** Says once, at module scope, how an error class is told over HTTP; its subclasses are told alike unless they say otherwise.
 *
 * @throws where two classes would share a code
 */
export function problem<E extends DomainError>(error: ErrorClass<E>, entry: ProblemEntry<E>): void {
  const known = { ...entry, code: entry.code ?? codeOf(error.name) } as unknown as KnownProblem;
  if (byCode.has(known.code)) throw new Error(`two problems have the code ${known.code}`);
  table.set(error, known);
  byCode.set(known.code, known);
}

/** @returns the entry of the error's class or of the nearest class above it; undefined where nobody said */
export function entryOf(error: DomainError): KnownProblem | undefined {
  for (let prototype: object | null = error; prototype; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const found = table.get(prototype.constructor);
    if (found) return found;
  }
  return undefined;
}

/** Every problem that was said, by code. */
export const knownProblems = (): ReadonlyMap<string, KnownProblem> => byCode;
