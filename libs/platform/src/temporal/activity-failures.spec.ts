import { Logger } from '@nestjs/common';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { NotFound, StateConflict } from '@placet/kernel';
import { DatabaseGone } from '../database/lane.ts';
import { activityFailure, activityFailures } from './activity-failures.ts';

describe('what Temporal is told of a failed activity', () => {
  const told = (error: unknown) => {
    const { type, message, nonRetryable, category, stack } = activityFailure(error) as ApplicationFailure;
    return { type, message, nonRetryable, category, stack };
  };

  it('a refusal of the business: its name, once, and no error', () => {
    expect(told(new StateConflict('member', 'banned', 'be Ada Byron'))).toEqual({
      type: 'StateConflict',
      message: 'refused: StateConflict',
      nonRetryable: true,
      category: 'BENIGN',
      stack: '',
    });
  });

  it('a fault: its class, to be tried again, and none of its words', () => {
    const fault = Object.assign(new TypeError('ada@example.test is no function'), { code: 'X' });
    expect(told(fault)).toMatchObject({ type: 'TypeError', message: 'TypeError', nonRetryable: false, stack: '' });
    expect(JSON.stringify(told(fault))).not.toContain('ada');
    expect(told('thrown text')).toMatchObject({ type: 'Error', message: 'Error', nonRetryable: false });
  });

  it('a lost database: tried again without an error', () => {
    expect(told(new DatabaseGone('lost'))).toMatchObject({ type: 'DatabaseGone', nonRetryable: false, category: 'BENIGN' });
  });

  it("Temporal's own failures, such as a cancellation, as they are", () => {
    const cancelled = new CancelledFailure('cancelled');
    expect(activityFailure(cancelled)).toBe(cancelled);
  });

  it('translates whatever an activity throws, and logs faults only', async () => {
    const logged: unknown[] = [];
    Logger.overrideLogger({ log() {}, warn() {}, error: (message: unknown) => void logged.push(message) });
    const { inbound } = activityFailures({ info: { activityType: 'sendMail', workflowExecution: { workflowId: 'mail/1' } } });
    const run = (outcome: () => Promise<unknown>) => inbound.execute({}, outcome);
    const fault = new TypeError('x');
    expect(await run(async () => 'done')).toBe('done');
    await expect(run(() => Promise.reject(new NotFound('mail')))).rejects.toMatchObject({ type: 'NotFound' });
    expect(logged).toEqual([]);
    await expect(run(() => Promise.reject(fault))).rejects.toMatchObject({ type: 'TypeError' });
    expect(logged).toEqual(['sendMail of mail/1 failed', fault]);
    Logger.overrideLogger(false);
  });
});
