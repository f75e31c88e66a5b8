import { describe, expect, it, jest } from '@jest/globals';
import type { BackupProgress } from '@holdfast/storage';
import { ToldProgress } from './told-progress.js';

const reading: BackupProgress = {
  phase: 'reading',
  filesDone: 10,
  filesTotal: null,
  bytesDone: 1000,
  bytesTotal: null,
  bytesPerSecond: 100,
};

describe('what is told of a run', () => {
  it('is that it waits for its person, for how long, and how long the phone will', () => {
    let clock = Date.UTC(2026, 10, 27, 12);
    const told: BackupProgress[] = [];
    const progress = new ToldProgress(
      () => new Date(clock),
      (one) => told.push(one),
    );
    progress.step({ step: 'passcode', seconds: 180 });
    clock += 70_500;
    progress.progress(reading);
    clock += 200_000;
    progress.progress(reading);
    progress.step({ step: 'none' });
    expect(told.map(({ phase, waitingFor }) => [phase, waitingFor])).toEqual([
      ['waiting', { step: 'passcode', askedSecondsAgo: 0, secondsLeft: 180 }],
      ['waiting', { step: 'passcode', askedSecondsAgo: 70, secondsLeft: 110 }],
      ['waiting', { step: 'passcode', askedSecondsAgo: 270, secondsLeft: 0 }],
      ['reading', undefined],
    ]);
    progress.step({ step: 'trust' });
    expect(told.at(-1)).toMatchObject({
      waitingFor: { step: 'trust', askedSecondsAgo: 0, secondsLeft: null },
    });
  });

  it('is repeated every minute while it waits, so that nobody takes the run for dead', () => {
    jest.useFakeTimers();
    try {
      const told: BackupProgress[] = [];
      const progress = new ToldProgress(
        () => new Date(),
        (one) => told.push(one),
      );
      progress.step({ step: 'unlock' });
      jest.advanceTimersByTime(125_000);
      expect(told.map(({ waitingFor }) => waitingFor?.askedSecondsAgo)).toEqual([0, 60, 120]);
      progress.step({ step: 'none' });
      jest.advanceTimersByTime(300_000);
      expect(told).toHaveLength(4);
      progress.step({ step: 'trust' });
      progress.end();
      jest.advanceTimersByTime(300_000);
      expect(told).toHaveLength(5);
    } finally {
      jest.useRealTimers();
    }
  });

  it('reckons how much there is from the share that the phone says is done', () => {
    const told: BackupProgress[] = [];
    const progress = new ToldProgress(
      () => new Date(0),
      (one) => told.push(one),
    );
    progress.shareDone(0.001);
    progress.progress(reading);
    progress.shareDone(0.25);
    progress.progress(reading);
    progress.shareDone(0.1);
    progress.progress({ ...reading, bytesDone: 2000 });
    progress.progress({ ...reading, phase: 'uploading' });
    expect(told.map(({ bytesTotal }) => bytesTotal)).toEqual([null, 4000, 8000, null]);
  });
});
