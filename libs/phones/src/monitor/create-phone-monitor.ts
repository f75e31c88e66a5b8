import { setTimeout as sleep } from 'node:timers/promises';
import { serverDevices, trackServerDevices, type ServerDevice } from '../android/server/server-devices.js';
import type { MuxDevice } from '../ios/usbmux/mux-device.js';
import { Muxer } from '../ios/usbmux/muxer.js';
import { trackDevices } from '../ios/usbmux/track-devices.js';
import type { AttachedPhone, PhoneMonitor } from '../phone-monitor.js';
import type { PhonesOptions } from '../phones-options.js';
import { attachedList, type Sightings } from './attached-list.js';
import { Changes } from './changes.js';
import { directSightings } from './direct-sightings.js';
import { folderSightings } from './folder-sightings.js';
import { iosSightings } from './ios-sightings.js';
import { keepWatching } from './keep-watching.js';

/** With `QUIET_MS`, a pulled cable of a phone on the network is told within 2 s. */
const POLL_MS = 1_000;
/** A phone that is plugged in comes and goes a few times before it stays. */
const QUIET_MS = 700;

/** What the servers of this computer see. */
interface Served {
  readonly android: readonly ServerDevice[];
  readonly ios: readonly MuxDevice[];
}

/**
 * Watches for phones: the lists of the adb server and of usbmuxd (where `options.usbmuxd` is given) as they change, phones on
 * the network and mounted folders by looking every second. Reads nothing on them and makes no dialog appear. Never throws; a failed look is an absent phone.
 */
export function createPhoneMonitor(options: PhonesOptions): PhoneMonitor {
  const look = async ({ android, ios }: Served): Promise<Sightings> => {
    // What the server holds alive is not probed as well.
    const held = android.filter(({ state }) => state !== 'offline').map(({ serial }) => serial);
    const addresses = options.directAddresses.filter((address) => !held.includes(address));
    const [direct, folders] = await Promise.all([
      directSightings(addresses, options.adbKeyFile),
      folderSightings(options.folders),
    ]);
    return { server: android, direct, folders, iphones: iosSightings(ios) };
  };
  const list = async (): Promise<readonly AttachedPhone[]> => {
    const [android, ios] = await Promise.all([
      serverDevices(options.adbServer).catch(() => []),
      options.usbmuxd === undefined ? [] : new Muxer(options.usbmuxd).devices().catch(() => []),
    ]);
    return attachedList(await look({ android, ios }), options.directAddresses);
  };
  return { list, watch: (signal) => watch(options, list, look, signal) };
}

async function* watch(
  options: PhonesOptions,
  list: () => Promise<readonly AttachedPhone[]>,
  look: (served: Served) => Promise<Sightings>,
  outer: AbortSignal,
): AsyncGenerator<readonly AttachedPhone[]> {
  const inner = new AbortController();
  const signal = AbortSignal.any([outer, inner.signal]);
  const changes = new Changes<readonly AttachedPhone[]>();
  try {
    changes.set(await list());
    let seen: Sightings | undefined;
    let android: readonly ServerDevice[] = [];
    let ios: readonly MuxDevice[] = [];
    const tell = (): void => {
      if (seen === undefined) return;
      const now = { ...seen, server: android, iphones: iosSightings(ios) };
      changes.set(attachedList(now, options.directAddresses));
    };
    const trackAndroid = (until: AbortSignal) => trackServerDevices(options.adbServer, until);
    void keepWatching(trackAndroid, (devices) => ((android = devices), tell()), signal);
    if (options.usbmuxd !== undefined) {
      const muxer = new Muxer(options.usbmuxd);
      const trackIos = (until: AbortSignal) => trackDevices(muxer, until);
      void keepWatching(trackIos, (devices) => ((ios = devices), tell()), signal);
    }
    const poll = async (): Promise<void> => {
      while (!signal.aborted) {
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        // adb 29 tells those who track it neither `unauthorized` nor `offline` of a phone on the network, only those
        // who ask (measured 2026-11-22).
        if (android.length > 0) android = await serverDevices(options.adbServer).catch(() => android);
        seen = await look({ android, ios });
        tell();
      }
    };
    void poll();
    yield* changes.settled(QUIET_MS, sameList, signal);
  } finally {
    inner.abort();
  }
}

/** Compared by content: models may come a moment after the state. */
function sameList(a: readonly AttachedPhone[], b: readonly AttachedPhone[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
