/**
 * Counts a report of Jest (`--json`) or Playwright (reporter `json`). What did not run is a failure, and so is a run that ended badly
 * without a test to blame, or that had nothing to run.
 *
 * @param {any} report nothing where there is none @param {number} exitCode of the runner
 * @returns {{ passed: number, failed: number }}
 */
export function countReport(report, exitCode) {
  const { passed, failed } = report?.stats ? ofPlaywright(report) : report ? ofJest(report) : { passed: 0, failed: 0 };
  const endedBadly = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failed + (endedBadly ? 1 : 0) };
}

/** @param {any} report */
function ofJest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }) {
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites };
}

/** @param {any} report */
function ofPlaywright({ stats: { expected, unexpected, flaky, skipped }, errors = [] }) {
  return { passed: expected, failed: unexpected + flaky + skipped + errors.length };
}
