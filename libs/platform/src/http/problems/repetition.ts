import { DomainError } from '@placet/kernel';
import { problem } from './problem-table.ts';

/** The key was used for another request before. */
export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super('this Idempotency-Key belongs to another request');
  }
}
problem(IdempotencyKeyReused, {
  status: 422,
  title: 'This Idempotency-Key belongs to another request',
  means: 'The same key came before with another route or body. Nothing was done.',
  remedy: 'Make a new key for each intention, and keep it only over repeats of the same request.',
});

/** Somewhere a lost update would do harm, and no version was named. */
export class VersionRequired extends DomainError {
  constructor() {
    super('If-Match is needed');
  }
}
problem(VersionRequired, {
  status: 428,
  title: 'Say which version you are changing',
  means: 'This setting is changed only by someone who has seen its present version, so that no one undoes the work of another unawares.',
  remedy: 'Read the resource, and send its ETag in the header If-Match.',
});
