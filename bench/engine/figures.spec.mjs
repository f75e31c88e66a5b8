import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIGURES, figuresOf } from './figures.mjs';
import { report } from './report.mjs';
import { median, Results } from './results.mjs';

const run = (wallSeconds, more = {}) => ({
  wallSeconds,
  cpuSeconds: 2 * wallSeconds,
  peakBytes: 100 * 2 ** 20,
  ...more,
});

/** What the issue asks for, by name. */
const WANTED = [
  'initial.cpuRatioRestic',
  'initial.wallRatioRestic',
  'initialDisk.wallRatioRestic',
  'initial.wallRatioBorg',
  'day2.storedRatioRestic',
  'unchanged.wallRatioRestic',
  'restore.wallRatioRestic',
  'check.wallRatioRestic',
  'peakMiB',
  'quiet.peakMiB',
  'streamed.cpuRatioLocal',
];

describe('the median', () => {
  it('is the middle one, or lies between the two in the middle', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([10, 9, 1, 5]), 7);
    assert.equal(median([3]), 3);
  });
});

describe('the figures', () => {
  it('are ours through theirs, of medians', () => {
    const results = new Results();
    for (const seconds of [4, 100, 5]) results.add('tmpfs', 'holdfast', 'initial', run(seconds));
    for (const seconds of [10, 11, 1]) results.add('tmpfs', 'restic', 'initial', run(seconds));
    results.add('tmpfs', 'borg', 'initial', run(20));
    results.add('disk', 'holdfast', 'initial', run(3));
    results.add('disk', 'restic', 'initial', run(4));
    results.add(
      'tmpfs',
      'holdfast',
      'day2',
      run(1, { storedBytes: 109, addedBytes: 9, peakBytes: 300 * 2 ** 20 }),
    );
    results.add('tmpfs', 'restic', 'day2', run(1, { storedBytes: 120, addedBytes: 20 }));
    results.add('streamed', 'local', 'initial', run(10));
    results.add('streamed', 'streamed', 'initial', run(11));
    const figures = figuresOf(results);
    assert.equal(figures['initial.wallRatioRestic'], 0.5);
    assert.equal(figures['initial.cpuRatioRestic'], 0.5);
    assert.equal(figures['initial.wallRatioBorg'], 0.25);
    assert.equal(figures['initialDisk.wallRatioRestic'], 0.75);
    assert.equal(figures['day2.storedRatioRestic'], 0.45);
    assert.equal(figures['streamed.cpuRatioLocal'], 1.1);
    assert.equal(figures.peakMiB, null, 'a backup of the three was not measured');
    results.add('tmpfs', 'holdfast', 'unchanged', run(1));
    assert.equal(figuresOf(results).peakMiB, 300);
  });

  it('have the names and the goals that were asked for, and are null where nothing was measured', () => {
    const empty = figuresOf(new Results());
    for (const name of WANTED) assert.equal(empty[name], null, name);
    assert.deepEqual(
      FIGURES.filter(({ goal }) => goal !== undefined).map(({ name }) => name),
      WANTED,
    );
  });

  it('leave out a tool that failed, in the leg in which it failed', () => {
    const results = new Results();
    for (const leg of ['tmpfs', 'disk'])
      for (const tool of ['holdfast', 'restic']) results.add(leg, tool, 'initial', run(1));
    results.fail('tmpfs', 'restic', 'restic: repository is locked');
    const figures = figuresOf(results);
    assert.deepEqual([figures['initial.wallRatioRestic'], figures['initialDisk.wallRatioRestic']], [null, 1]);
    results.failLeg('disk', 'no room');
    assert.deepEqual(Object.keys(results.all()), ['tmpfs']);
    assert.deepEqual(results.failures, ['restic: repository is locked', 'no room']);
  });
});

it('tells a person which goals are met', () => {
  const results = new Results();
  for (const tool of ['holdfast', 'restic'])
    results.add('tmpfs', tool, 'check', run(tool === 'restic' ? 3 : 4));
  const text = report({
    ...figuresOf(results),
    size: 2 ** 31,
    seed: 1,
    rounds: 1,
    seconds: 9,
    machine: { cpu: 'c', cores: 2, memoryMiB: 1, kernel: 'k', node: 'v24', restic: null, borg: null },
    measurements: results.all(),
    failures: ['borg is not on the PATH'],
  });
  assert.match(text, /check\s+restic\s+3\.00\s+6\.00\s+100/);
  assert.match(text, /check\.wallRatioRestic\s+1\.333\s+≤ 1\s+missed/);
  assert.match(text, /peakMiB\s+–\s+≤ 256\s+unknown/);
  assert.match(text, /not measured:\n\s+borg is not/);
});
