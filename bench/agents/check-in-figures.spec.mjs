import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkInFigures, percentile } from './check-in-figures.mjs';

it('finds the value below which a share of the values lies', () => {
  const values = Float64Array.from({ length: 100 }, (_one, index) => 100 - index);
  assert.equal(percentile(values, 0.99), 99);
  assert.equal(percentile(values, 0.5), 50);
  assert.equal(percentile([7], 0.99), 7);
});

it('takes the median of the rounds, each figure by itself', () => {
  const round = (seconds, bareSeconds) => ({
    checkIns: { seconds, ms: Float64Array.from([10, 20, 30, 40]) },
    bare: { seconds: bareSeconds, ms: Float64Array.from([1, 1, 1, 1]) },
  });
  const figures = checkInFigures([round(1, 0.5), round(2, 0.5), round(4, 1)]);
  assert.equal(figures['checkIn.perSecond'], 2);
  assert.equal(figures['checkIn.p99Ms'], 40);
  assert.equal(figures['checkIn.ratioBareNest'], 0.25);
});
