import { setTimeout as wait } from 'node:timers/promises';

/** The phone's time: what it waits for, and what it writes down. Milliseconds. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Resolves when so much of the phone's time has gone by; rejects with the signal's reason when that comes first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The workstation's time, passing `rate` times as fast while the phone waits: a pause of minutes is over in no time. */
export function clockAtRate(rate = 1): Clock {
  const begin = Date.now();
  return {
    now: () => begin + (Date.now() - begin) * rate,
    sleep: async (milliseconds, signal) => {
      const options = signal === undefined ? {} : { signal };
      await wait(milliseconds / rate, undefined, options).catch((error: unknown) => {
        throw signal?.aborted === true ? signal.reason : error;
      });
    },
  };
}
