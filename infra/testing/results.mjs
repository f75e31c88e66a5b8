/** Counts from what `jest --json` wrote. A spec file that did not even start counts as one failed test. */
export function countJest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults
      .filter((file) => file.status === 'failed')
      .map((file) => `${file.name}\n${file.message}`),
  };
}

/** Counts from Playwright's JSON report. A test that passed only when repeated has failed. */
export function countPlaywright(report) {
  const failures = report.errors.map((error) => error.message ?? String(error));
  for (const spec of specsBelow(report)) {
    for (const test of spec.tests) {
      if (test.status !== 'unexpected' && test.status !== 'flaky') continue;
      const errors = test.results
        .flatMap((result) => result.errors ?? [])
        .map((error) => error.message ?? '');
      failures.push(`${spec.file}:${spec.line} ${spec.title}\n${errors.join('\n')}`);
    }
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped, failures };
}

function specsBelow(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsBelow)];
}

/** The one verdict on a suite: what stops it from being green, or undefined. */
export function fault(result) {
  if (result.failed > 0) return `${result.failed} failed`;
  if (result.skipped > 0) return `${result.skipped} skipped: a test that does not run proves nothing`;
  if (result.passed === 0) return 'ran no test at all';
  return undefined;
}
