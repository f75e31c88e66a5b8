import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { outdated } from './build-with-tsc.mjs';

describe('what has to be built before a program starts', () => {
  const before = process.env.HOLDFAST_BUILT;
  afterEach(() => {
    if (before === undefined) delete process.env.HOLDFAST_BUILT;
    else process.env.HOLDFAST_BUILT = before;
  });

  it('is each project without a build', () => {
    delete process.env.HOLDFAST_BUILT;
    assert.deepEqual(outdated(['libs/no-such-project']), ['libs/no-such-project']);
  });

  it('is nothing while the test runner vouches for its build: suites that read it run side by side', () => {
    process.env.HOLDFAST_BUILT = 'yes';
    assert.deepEqual(outdated(['libs/no-such-project']), []);
  });
});
