import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { Logger } from '@nestjs/common';
import { DomainError } from '@placet/kernel';
import { DatabaseGone } from '../database/lane.ts';

const log = new Logger('Activities');

/** What an activity's error becomes for Temporal, which stores messages in clear: types only, no message and no stack of ours.
 *
 * A rule's no is a refusal of the business by its own name: not tried again, not logged. All else is tried again.
 */
export function activityFailure(error: unknown): Error {
  if (error instanceof TemporalFailure) return error;
  const isRefusal = error instanceof DomainError;
  const type = error instanceof Error ? error.name : 'Error';
  const failure = ApplicationFailure.create({
    type,
    message: isRefusal ? `refused: ${type}` : type,
    nonRetryable: isRefusal,
    ...(isRefusal || error instanceof DatabaseGone ? { category: 'BENIGN' } : {}),
  });
  failure.stack = '';
  return failure;
}

/** The worker's interceptor for every activity (`interceptors.activity`). A fault goes to our own log, which keeps class and frames. */
export const activityFailures = ({
  info,
}: {
  readonly info: { readonly activityType: string; readonly workflowExecution?: { readonly workflowId: string } };
}) => ({
  inbound: {
    async execute<I>(input: I, next: (input: I) => Promise<unknown>): Promise<unknown> {
      try {
        return await next(input);
      } catch (error) {
        const failure = activityFailure(error);
        if (!(error instanceof DomainError) && failure !== error) {
          log.error(`${info.activityType} of ${info.workflowExecution?.workflowId} failed`);
          log.error(error);
        }
        throw failure;
      }
    },
  },
});
