import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summary } from './summary.mjs';

const suite = (passed, failed = 0, skipped = 0) => ({
  name: 'policy',
  passed,
  failed,
  skipped,
  seconds: 1,
  failures: [],
});
const lastLine = ({ text }) => text.split('\n').at(-1);

describe('the end of a run', () => {
  it('adds all suites up in its last line', () => {
    const end = summary([suite(3), suite(4)], [], { allRequired: true });
    assert.equal(lastLine(end), '7 passed, 0 failed');
    assert.ok(end.ok);
  });

  it('is red for a failed test', () => {
    const end = summary([suite(3), suite(4, 2)], [], { allRequired: false });
    assert.equal(lastLine(end), '7 passed, 2 failed');
    assert.ok(!end.ok);
  });

  it('counts a skipped test as a failure', () => {
    assert.equal(lastLine(summary([suite(3, 0, 2)], [], { allRequired: false })), '3 passed, 2 failed');
  });

  it('counts a suite without a test as a failure', () => {
    assert.equal(lastLine(summary([suite(3), suite(0)], [], { allRequired: false })), '3 passed, 1 failed');
  });

  it('lets a suite be left out only where that is allowed', () => {
    const leftOut = [{ what: '2 spec files of storage', why: 'radosgw is missing' }];
    assert.ok(summary([suite(3)], leftOut, { allRequired: false }).ok);
    const strict = summary([suite(3)], leftOut, { allRequired: true });
    assert.equal(lastLine(strict), '3 passed, 1 failed');
    assert.ok(!strict.ok);
    assert.match(strict.text, /left out: 2 spec files of storage \(radosgw is missing\)/);
  });
});
