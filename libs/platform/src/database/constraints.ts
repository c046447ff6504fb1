import type { DomainError } from '@placet/kernel';

const known = new Map<string, () => DomainError>();

/** Says which rule stands behind a constraint of the database: the bus throws that error in place of PostgreSQL's. */
export function constraint(name: string, error: () => DomainError): void {
  known.set(name, error);
}

interface DatabaseError {
  code?: string;
  constraint?: string;
  cause?: unknown;
}

/** @returns the rule's own error where a constraint said no, else the error as it is */
export function translated(error: unknown): unknown {
  for (let fault = error as DatabaseError | undefined; fault; fault = fault.cause as DatabaseError | undefined) {
    const rule = fault.constraint && known.get(fault.constraint);
    if (rule) return rule();
  }
  return error;
}

/** Constraints that only a race can break: whoever lost it judges anew. */
const racy = new Set<string | undefined>(['never_oversold', 'active_owners_pkey']);

/** Whether the same work may succeed when it is run again: after a deadlock, a serialization failure or a lost race three times; after a short
 * wait for a lock that somebody holds longer, for two seconds in all.
 *
 * @param attempt how often it has run
 */
export const mayBeRunAgain = (error: unknown, attempt: number): boolean => {
  const { code = '', constraint } = error as DatabaseError;
  if (code === lockTimeout) return attempt < 8;
  return attempt <= 3 && (['40P01', '40001'].includes(code) || racy.has(constraint));
};

const lockTimeout = '55P03';

/** Whether one of several writes in a statement may be to blame: its value, a constraint, or what it ran into. */
export const mayBeOneOfMany = (error: unknown): boolean => /^(22|23|40)...$/.test((error as DatabaseError).code ?? '');

/** What was read before a lock was taken has changed since. */
export class ReadAgain extends Error {
  override readonly name = 'ReadAgain';
  readonly code = '40001';
}
