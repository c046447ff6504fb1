import type { FastifyInstance } from 'fastify';
import type { UnitOfWork } from '../../database/unit-of-work.ts';
import { problemInstead } from '../problems/problem-filter.ts';

/** No answer leaves before whoever asked has proven himself: a proof goes with each transaction, and an answer that needed none, such as to a body that
 * can't be read, waits for one of its own.
 */
export function proveBeforeAnswers(fastify: FastifyInstance, units: UnitOfWork): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const actor = request.admission?.actor;
    if (!actor || (units.proofOf(actor)?.isGiven ?? true)) return payload;
    try {
      await units.prove(actor);
      return payload;
    } catch (refusal) {
      return problemInstead(refusal, request, reply);
    }
  });
}
