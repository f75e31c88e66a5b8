import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 5_000;

/**
 * Tells what a server (adb's, usbmuxd) sees until `signal`, and an empty list whenever there is no server. Servers come and
 * go (an update, a person's `adb kill-server`): it is tried again for ever, ever more slowly, at least every 5 s.
 */
export async function keepWatching<T>(
  track: (signal: AbortSignal) => AsyncIterable<readonly T[]>,
  tell: (devices: readonly T[]) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let pause = FIRST_RETRY_MS; !signal.aborted; pause = Math.min(pause * 2, LAST_RETRY_MS)) {
    try {
      for await (const devices of track(signal)) {
        tell(devices);
        pause = FIRST_RETRY_MS;
      }
    } catch {
      // No server, or one that went away: both are ordinary.
    }
    tell([]);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
