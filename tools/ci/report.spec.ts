import { countReport } from './report.mjs';

const jest = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };
const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };

describe('the count of a report', () => {
  it('is what passed, where all did', () => {
    expect(countReport(jest, 0)).toEqual({ passed: 10, failed: 0 });
    expect(countReport({ stats, errors: [] }, 0)).toEqual({ passed: 5, failed: 0 });
  });
  it('takes what was skipped, was flaky or could not be loaded for a failure', () => {
    const bad = { ...jest, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3, numRuntimeErrorTestSuites: 4 };
    expect(countReport(bad, 1)).toEqual({ passed: 10, failed: 10 });
    expect(countReport({ stats: { ...stats, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] }, 1)).toEqual({ passed: 5, failed: 7 });
  });
  it('fails a run that ended badly though each test passed', () => {
    expect(countReport(jest, 137)).toEqual({ passed: 10, failed: 1 });
  });
  it('fails a run without a report, and one with nothing in it', () => {
    expect(countReport(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countReport({ ...jest, numPassedTests: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });
});
