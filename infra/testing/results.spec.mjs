import assert from 'node:assert/strict';
import { it } from 'node:test';
import { countJest, countPlaywright, fault } from './results.mjs';

it('counts a spec file that did not even start as one failed test', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 1,
    testResults: [
      { name: 'a.spec.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      { name: 'b.spec.ts', status: 'passed', message: '', assertionResults: [{}, {}] },
    ],
  };
  assert.deepEqual(countJest(report), {
    passed: 2,
    failed: 1,
    skipped: 1,
    failures: ['a.spec.ts\nCannot find module'],
  });
});

it('counts a browser test that passed only when repeated as failed', () => {
  const test = { status: 'flaky', results: [{ errors: [{ message: 'not visible' }] }, { errors: [] }] };
  const report = {
    errors: [],
    stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 },
    suites: [{ suites: [{ specs: [{ file: 'story.spec.ts', line: 7, title: 'signs in', tests: [test] }] }] }],
  };
  const counts = countPlaywright(report);
  assert.equal(counts.failed, 1);
  assert.deepEqual(counts.failures, ['story.spec.ts:7 signs in\nnot visible']);
});

it('finds no fault with a suite whose tests all ran and passed', () => {
  assert.equal(fault({ passed: 1, failed: 0, skipped: 0 }), undefined);
  assert.match(fault({ passed: 1, failed: 0, skipped: 1 }), /proves nothing/);
  assert.match(fault({ passed: 0, failed: 0, skipped: 0 }), /no test/);
});
