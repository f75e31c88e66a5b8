import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ANDROID_FIGURES, androidFigures } from './android-figures.mjs';

const run = (wallSeconds, cpuSeconds = 1) => ({ wallSeconds, cpuSeconds, peakBytes: 100 * 1024 ** 2 });
const pair = (pull, backup, adb) => ({
  pull: { ...run(pull), files: 2000, scanSeconds: 0.1 },
  backup: run(backup, 4),
  adb: run(adb),
});

describe('the figures of reading a phone', () => {
  it('are medians of pairs, so that a slow moment of the machine does not count for one side', () => {
    const pairs = [pair(1, 2, 2), pair(9, 27, 9), pair(1.2, 2, 2)];
    const figures = androidFigures({ pairs, bytes: 500e6, unchanged: { filesRead: 0 }, entries: run(60) });
    assert.equal(figures['pull.wallRatioAdb'], 0.6);
    assert.equal(figures['backup.wallRatioAdb'], 1);
    assert.equal(figures['scan.filesPerSecond'], 20_000);
    assert.equal(figures['backup.cpuSecondsPerGB'], 8);
    assert.equal(figures['unchanged.filesRead'], 0);
    assert.equal(figures.peakMiB, 100);
  });

  it('are null where nothing was measured', () => {
    const figures = androidFigures({ pairs: [], bytes: 1, unchanged: undefined, entries: undefined });
    assert.ok(ANDROID_FIGURES.every(({ name }) => figures[name] === null));
  });
});
