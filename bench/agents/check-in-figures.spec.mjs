import assert from 'node:assert/strict';
import { it } from 'node:test';
import { verdict } from '../phone/verdict.mjs';
import { CHECK_IN_FIGURES, checkInFigures } from './check-in-figures.mjs';
import { percentile } from './percentile.mjs';

it('finds the value below which a share of the values lies', () => {
  const values = Float64Array.from({ length: 100 }, (_one, index) => 100 - index);
  assert.equal(percentile(values, 0.99), 99);
  assert.equal(percentile(values, 0.5), 50);
  assert.equal(percentile([7], 0.99), 7);
});

const round = (seconds, bareSeconds) => ({
  checkIns: { seconds, ms: Float64Array.from([10, 20, 30, 40]) },
  bare: { seconds: bareSeconds, ms: Float64Array.from([1, 1, 1, 1]) },
});

it('takes the median of the rounds, each figure by itself', () => {
  const figures = checkInFigures([round(1, 0.5), round(2, 0.5), round(4, 1)]);
  assert.equal(figures['checkIn.perSecond'], 2);
  assert.equal(figures['checkIn.p99Ms'], 40);
  assert.equal(figures['checkIn.ratioBareNest'], 0.25);
  assert.equal(figures['checkIn.rounds'].length, 3);
});

it('has a goal for the rate, the slowest and the share of what Nest does with nothing', () => {
  const figures = checkInFigures([round(4 / 599, 4 / 2000)]);
  const verdicts = CHECK_IN_FIGURES.map((figure) => verdict(figure, figures));
  assert.deepEqual(verdicts, ['missed', 'met', 'met', '', '']);
});
