import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { iphoneGone } from '../ios-faults.js';
import { LockdownRefusal } from '../lockdown/lockdown-refusal.js';
import type { Lockdown } from '../lockdown/lockdown.js';
import type { PairRecord } from '../pairing/pair-record.js';
import { LockdownSession } from './lockdown-session.js';
import type { PhoneLine } from './phone-line.js';

/** A line whose conversations only count: how many there were, and how many are open. */
function countingLine() {
  const counts = { begun: 0, open: 0, sessions: 0 };
  const openLockdown = (): Promise<Lockdown> => {
    counts.begun += 1;
    counts.open += 1;
    const startSession = (): Promise<void> => Promise.resolve(void (counts.sessions += 1));
    const close = (): void => void (counts.open -= 1);
    return Promise.resolve({ startSession, close } as unknown as Lockdown);
  };
  return { counts, line: { openLockdown } as unknown as PhoneLine };
}

describe('a session with lockdownd', () => {
  let counts: ReturnType<typeof countingLine>['counts'];
  let session: LockdownSession;
  beforeEach(() => {
    jest.useFakeTimers();
    const made = countingLine();
    counts = made.counts;
    session = new LockdownSession(made.line, {} as PairRecord);
  });
  afterEach(() => void jest.useRealTimers());

  it('is one for a burst of requests, which take turns, and over soon after', async () => {
    let atOnce = 0;
    const request = async (): Promise<number> => {
      atOnce += 1;
      await Promise.resolve();
      return atOnce--;
    };
    expect(await Promise.all([session.do(request), session.do(request), session.do(request)])).toEqual([
      1, 1, 1,
    ]);
    expect(counts).toEqual({ begun: 1, open: 1, sessions: 1 });
    jest.advanceTimersByTime(1000);
    expect(counts.open).toBe(0);
    await session.do(request);
    expect(counts).toEqual({ begun: 2, open: 1, sessions: 2 });
  });

  it('that the phone ended meanwhile is begun anew, once', async () => {
    await session.do(() => Promise.resolve());
    let asked = 0;
    const gone = (): Promise<never> => {
      asked += 1;
      return Promise.reject(iphoneGone());
    };
    await expect(session.do(gone)).rejects.toMatchObject({ causeClass: 'unplugged' });
    expect([asked, counts.begun, counts.open]).toEqual([2, 2, 0]);
  });

  it('is not kept after a refusal', async () => {
    await session.do(() => Promise.resolve());
    const refused = (): Promise<never> => Promise.reject(new LockdownRefusal('PasswordProtected'));
    await expect(session.do(refused)).rejects.toThrow('PasswordProtected');
    expect(counts.open).toBe(0);
    expect(await session.do(() => Promise.resolve('unlocked'))).toBe('unlocked');
    expect(counts.begun).toBe(2);
  });
});
