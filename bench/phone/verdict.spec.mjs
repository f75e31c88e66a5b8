import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goalsOf, verdict } from './verdict.mjs';

const of = (goal, value, more = {}) => verdict({ name: 'it', ...goal }, { it: value, ...more });

describe('whether a figure reaches its goal', () => {
  it('is met or missed, and neither where nothing was measured', () => {
    assert.deepEqual(
      [of({ most: 1 }, 1), of({ most: 1 }, 1.1), of({ most: 1 }, null)],
      ['met', 'missed', 'unknown'],
    );
    assert.deepEqual([of({ least: 5 }, 5), of({ least: 5 }, 4), of({}, 3)], ['met', 'missed', '']);
  });

  it('may follow from another figure', () => {
    const goal = { most: ({ changed }) => changed && changed + 10 };
    assert.deepEqual([of(goal, 110, { changed: 100 }), of(goal, 111, { changed: 100 })], ['met', 'missed']);
    assert.equal(of(goal, 110, { changed: null }), 'unknown');
  });

  it('stands beside its goal where it has one', () => {
    const figures = [{ name: 'rate', least: 600 }, { name: 'wait', most: () => null }, { name: 'plain' }];
    assert.deepEqual(goalsOf(figures, { rate: 599, wait: 3, plain: 1 }), {
      rate: { measured: 599, least: 600, verdict: 'missed' },
      wait: { measured: 3, most: null, verdict: 'unknown' },
    });
  });
});
