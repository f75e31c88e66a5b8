import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { watchForWaking } from './wake-watch.js';

describe('watchForWaking', () => {
  let wall = 0;
  let stop: () => void;
  const ticks = jest.fn();
  const wakes = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    wall = 1_000_000;
    stop = watchForWaking(ticks, wakes, () => wall);
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
    jest.clearAllMocks();
  });
  const pass = (timerMs: number, sleptMs = 0): void => {
    wall += timerMs + sleptMs;
    jest.advanceTimersByTime(timerMs);
  };

  it('ticks while awake, and a busy computer is not a sleep', () => {
    for (let at = 0; at < 4; at += 1) pass(5_000, 2_000);
    expect([ticks.mock.calls.length, wakes.mock.calls.length]).toEqual([4, 0]);
  });

  it('says once that eight hours were slept, and goes on as before', () => {
    pass(5_000);
    pass(5_000, 8 * 3_600_000);
    pass(5_000);
    expect(wakes.mock.calls).toEqual([[8 * 3_600_000 + 5_000]]);
    expect(ticks).toHaveBeenCalledTimes(3);
  });

  it('is silent once it is stopped', () => {
    stop();
    pass(60_000, 60_000);
    expect([ticks.mock.calls.length, wakes.mock.calls.length]).toEqual([0, 0]);
  });
});
