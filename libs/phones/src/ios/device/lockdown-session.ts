import { SourceError } from '@holdfast/contracts/sources';
import type { Lockdown } from '../lockdown/lockdown.js';
import type { PairRecord } from '../pairing/pair-record.js';
import type { PhoneLine } from './phone-line.js';

/** Requests come in bursts: a backup begins with twenty, and each session of its own cost 15 ms (measured 2026-11-27). */
const REST_MS = 500;

/**
 * A session with lockdownd for requests that follow each other, one at a time. It is over soon after the last, since lockdownd
 * ends those that rest; one that ended meanwhile is begun anew.
 */
export class LockdownSession {
  private turn: Promise<unknown> = Promise.resolve();
  private resting: Lockdown | undefined;
  private end: NodeJS.Timeout | undefined;

  constructor(
    private readonly line: PhoneLine,
    private readonly record: PairRecord,
  ) {}

  /** Does something that may be done twice. Throws what `Lockdown` throws; the next one then has a session of its own. */
  do<T>(work: (lockdown: Lockdown) => Promise<T>): Promise<T> {
    const done = this.turn.then(() => this.now(work));
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async now<T>(work: (lockdown: Lockdown) => Promise<T>): Promise<T> {
    const kept = this.resting;
    clearTimeout(this.end);
    this.resting = undefined;
    if (kept !== undefined) {
      try {
        return await this.with(kept, work);
      } catch (error) {
        if (!(error instanceof SourceError) || error.causeClass !== 'unplugged') throw error;
      }
    }
    return this.with(await this.begun(), work);
  }

  private async begun(): Promise<Lockdown> {
    const lockdown = await this.line.openLockdown();
    try {
      await lockdown.startSession(this.record);
      return lockdown;
    } catch (error) {
      lockdown.close();
      throw error;
    }
  }

  private async with<T>(lockdown: Lockdown, work: (lockdown: Lockdown) => Promise<T>): Promise<T> {
    try {
      const result = await work(lockdown);
      this.rest(lockdown);
      return result;
    } catch (error) {
      lockdown.close();
      throw error;
    }
  }

  private rest(lockdown: Lockdown): void {
    this.resting = lockdown;
    this.end = setTimeout(() => {
      this.resting = undefined;
      lockdown.close();
    }, REST_MS).unref();
  }
}
