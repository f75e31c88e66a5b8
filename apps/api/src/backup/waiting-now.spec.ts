import { describe, expect, it } from '@jest/globals';
import { waitingNow, withoutWaiting } from './waiting-now.js';

const told = { step: 'passcode', askedSecondsAgo: 10, secondsLeft: 170 } as const;
const reportedAt = new Date(Date.UTC(2026, 10, 27, 9));
const after = (seconds: number) => new Date(reportedAt.getTime() + seconds * 1000);

describe('waitingNow', () => {
  it.each([
    [0, 10, 170],
    [59.9, 69, 111],
    [500, 510, 0],
    [-30, 10, 170],
    [90_000, 86_400, 0],
  ])('counts on %d seconds after it was told', (seconds, askedSecondsAgo, secondsLeft) => {
    expect(waitingNow(told, reportedAt, after(seconds))).toEqual({
      step: 'passcode',
      askedSecondsAgo,
      secondsLeft,
    });
  });

  it('promises no end where there is none', () => {
    expect(waitingNow({ ...told, secondsLeft: null }, reportedAt, after(60)).secondsLeft).toBeNull();
  });
});

describe('withoutWaiting', () => {
  it('keeps counts and nothing of the waiting', () => {
    const counts = {
      phase: 'waiting',
      filesDone: 1,
      filesTotal: null,
      bytesDone: 2,
      bytesTotal: null,
      bytesPerSecond: null,
    } as const;
    expect(withoutWaiting({ ...counts, waitingFor: told })).toStrictEqual(counts);
  });
});
