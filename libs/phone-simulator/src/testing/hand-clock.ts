import type { Clock } from '../ios/clock.js';

/** A clock that stands still until somebody moves it. */
export class HandClock implements Clock {
  private time = 0;
  private readonly sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { until: this.time + milliseconds, wake: resolve };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers.delete(sleeper);
        reject(signal.reason as Error);
      });
    });
  }

  /** Lets so much time pass, and wakes whose time has come, in their order. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const sleeper of [...this.sleepers].sort((one, other) => one.until - other.until)) {
      if (sleeper.until > this.time || !this.sleepers.delete(sleeper)) continue;
      sleeper.wake();
      await Promise.resolve();
    }
  }
}
