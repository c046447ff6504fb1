import type { DirectoryLogCode } from '@placet/contracts';
import type { Actor } from '@placet/kernel';

/** What only the code that did the work knows of a call. */
export interface CallNote {
  /** in place of what the call looks like from outside */
  readonly code?: DirectoryLogCode | undefined;
  /** ids, codes, numbers, and names as they were sent */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly memberId?: string | undefined;
}

const notes = new WeakMap<Actor, CallNote>();

/** Adds to what the live log says of the call in which this actor asks: each request makes an actor of its own. A later code takes the place of an
 * earlier one. */
export function noteCall(actor: Actor, note: CallNote): void {
  const before = notes.get(actor);
  const facts = { ...before?.facts, ...note.facts };
  notes.set(actor, { code: note.code ?? before?.code, facts, memberId: note.memberId ?? before?.memberId });
}

/** Names of attributes and schemas that meant nothing here, or are read-only. */
export function noteIgnored(actor: Actor, ignored: readonly string[]): void {
  if (ignored.length) noteCall(actor, { facts: { ignored: ignored.slice(0, 20) } });
}

export const notesOf = (actor: Actor): CallNote | undefined => notes.get(actor);
