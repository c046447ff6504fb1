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

/** A deadlock or a serialization failure: the same work may succeed when it is run again. */
export const mayBeRunAgain = (error: unknown): boolean => ['40P01', '40001'].includes((error as DatabaseError).code ?? '');
