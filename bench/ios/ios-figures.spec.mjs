import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdict } from '../phone/verdict.mjs';
import { IOS_FIGURES, iosFigures } from './ios-figures.mjs';

const MIB = 1024 ** 2;
const run = (wallSeconds, peak = 100) => ({ wallSeconds, cpuSeconds: 2, peakBytes: peak * MIB });
const pair = (holdfast, idevicebackup2) => ({
  holdfast: run(holdfast),
  idevicebackup2: run(idevicebackup2),
});
const NOTHING = { pairs: [], sealed: [], bytes: 1, increments: undefined, legs: {} };
const judged = (figures, name) =>
  verdict(
    IOS_FIGURES.find((figure) => figure.name === name),
    figures,
  );

describe('the figures of backing up iPhones', () => {
  it('are medians of pairs, plain and sealed ones apart', () => {
    const pairs = [pair(1, 2), pair(9, 9), pair(1.2, 2)];
    const figures = iosFigures({ ...NOTHING, pairs, sealed: [pair(3, 2)], bytes: 500e6 });
    assert.equal(figures['full.wallRatioIdevicebackup2'], 0.6);
    assert.equal(figures['encrypted.wallRatioIdevicebackup2'], 1.5);
    assert.equal(figures['full.cpuSecondsPerGB'], 4);
  });

  it('say of memory the highest peak of the three phones, and how much it grows', () => {
    const legs = { entries: run(1, 150), oneGB: run(1, 140), large: run(1, 160) };
    const figures = iosFigures({ ...NOTHING, legs });
    assert.equal(figures.peakMiB, 160);
    assert.equal(figures['large.growthMiB'], 20);
    assert.equal(iosFigures({ ...NOTHING, legs: { ...legs, entries: undefined } }).peakMiB, null);
  });

  it('hold what was sent against what changed, and the disk against the manifests', () => {
    const second = { bytesReceived: 1_070_000, bytesChanged: 1_000_000 };
    const of = (more, peakDisk) =>
      iosFigures({
        ...NOTHING,
        increments: {
          full: { peakDiskBytes: peakDisk * MIB, manifestBytes: 2 * MIB },
          second: { ...second, bytesReceived: second.bytesReceived + more },
        },
      });
    assert.equal(judged(of(0, 172), 'incremental.bytesReceived'), 'met');
    assert.equal(judged(of(10_000, 172), 'incremental.bytesReceived'), 'missed');
    assert.equal(judged(of(0, 172), 'peakDiskMiB'), 'met');
    assert.equal(judged(of(0, 173), 'peakDiskMiB'), 'missed');
  });

  it('are null where nothing was measured', () => {
    const figures = iosFigures(NOTHING);
    assert.ok(IOS_FIGURES.every(({ name }) => figures[name] === null));
    assert.equal(judged(figures, 'peakDiskMiB'), 'unknown');
  });
});
