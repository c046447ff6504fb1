import type { ActivityOptions } from '@temporalio/workflow';

/** How every activity is called: at most 10 s, again after 200 ms doubling to 1 min, without end; a refusal of the business is not tried again. */
export const doors: ActivityOptions = {
  startToCloseTimeout: '10s',
  retry: {
    initialInterval: '200ms',
    backoffCoefficient: 2,
    maximumInterval: '1m',
    nonRetryableErrorTypes: ['NoSeatLeft', 'StateConflict', 'NotFound', 'WorkspaceClosed', 'ProcessEnded'],
  },
};
