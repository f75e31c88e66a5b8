import { setTimeout as sleep } from 'node:timers/promises';
import { trackServerDevices, type ServerDevice } from '../android/server/server-devices.js';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 5_000;

/**
 * Tells what the adb server sees until `signal`, and an empty list whenever there is no server. Servers come and
 * go (an update, a person's `adb kill-server`): it is tried again for ever, ever more slowly, at least every 5 s.
 */
export async function watchServer(
  address: string,
  tell: (devices: readonly ServerDevice[]) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let pause = FIRST_RETRY_MS; !signal.aborted; pause = Math.min(pause * 2, LAST_RETRY_MS)) {
    try {
      for await (const devices of trackServerDevices(address, signal)) {
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
