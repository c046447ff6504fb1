import type { Bound } from './statements.ts';

/** What stands behind an actor's credential. It is asked in each of his transactions, before what he asks for: what was known of the credential a
 * moment ago is no reason to let anybody in, so that a revocation holds at once in every process.
 */
export interface Proof {
  /** Raises `dead` where the credential opens nothing any more, `stale` where what was read with it has changed since. */
  readonly bound: Bound;
  /** Reads anew what the statement holds against. @throws what `refusal` gives where the credential is dead */
  renew(): Promise<void>;
  /** How a door says that the credential is dead. */
  refusal(): Error;
}

/** SQLSTATE of a dead credential: invalid authorization specification. */
const dead = '28000';
/** SQLSTATE, one of our own class. */
const stale = 'PL001';

/** What was known of the credential has changed since; nothing has happened. Whoever asked asks again, once it was read anew. */
export class ProofStale extends Error {
  override readonly name = 'ProofStale';
}

/** A proof and whether it was given in this request. */
export class PendingProof {
  isGiven = false;

  constructor(readonly proof: Proof) {}

  /** @returns what an error of a transaction with this proof stands for */
  meaning(error: unknown): unknown {
    const { code } = error as { code?: string };
    if (code === dead) return this.proof.refusal();
    return code === stale ? new ProofStale('what was read with the credential has changed', { cause: error }) : error;
  }
}
