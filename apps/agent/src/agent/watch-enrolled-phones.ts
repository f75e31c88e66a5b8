import type { AttachedPhone, PhonesOptions } from '@holdfast/phones';
import type { AdbServerWatch } from '../adb-server/adb-server-watch.js';
import { isNetworkAddress } from '../commands/phones-options.js';
import type { EnrolledPhone, EnrolledPhones } from '../managed/enrolled-phones.js';
import { watchPhones } from './attached-phones.js';

const LOOK_EVERY_MS = 3000;

/** Who hears of enrolled and of seen phones. */
export interface PhoneListener {
  onEnrolled(enrolled: readonly EnrolledPhone[]): void;
  onSeen(seen: readonly AttachedPhone[]): void;
}

/** Without such a phone no adb server is started: it would ask on the screen of whatever phone is plugged in. */
const comesByCable = ({ platform, addresses }: EnrolledPhone): boolean =>
  platform === 'android' && addresses.some((address) => !isNetworkAddress(address));

/** Watches for the enrolled phones until `signal`, with a new monitor whenever a phone is enrolled meanwhile. */
export async function watchEnrolledPhones(
  phones: EnrolledPhones,
  reach: (enrolled: readonly EnrolledPhone[]) => PhonesOptions,
  signal: AbortSignal,
  listener: PhoneListener,
  adbServer: AdbServerWatch,
): Promise<void> {
  let watched = '';
  let round = new AbortController();
  let watching: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const enrolled = await phones.all();
    if (enrolled.some(comesByCable)) await adbServer.look();
    const now = JSON.stringify(enrolled);
    if (now === watched || signal.aborted) return;
    watched = now;
    round.abort();
    await watching;
    round = new AbortController();
    listener.onEnrolled(enrolled);
    if (enrolled.length === 0) return;
    watching = watchPhones(reach(enrolled), AbortSignal.any([signal, round.signal]), (seen) =>
      listener.onSeen(seen),
    );
  };
  while (!signal.aborted) {
    // A file that cannot be read now is read at the next look; the phones known so far go on being watched.
    await look().catch(() => undefined);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
  round.abort();
  await watching;
}
