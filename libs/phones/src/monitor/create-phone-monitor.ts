import { setTimeout as sleep } from 'node:timers/promises';
import { serverDevices, type ServerDevice } from '../android/server/server-devices.js';
import type { AttachedPhone, PhoneMonitor } from '../phone-monitor.js';
import type { PhonesOptions } from '../phones-options.js';
import { attachedList, type Sightings } from './attached-list.js';
import { Changes } from './changes.js';
import { directSightings } from './direct-sightings.js';
import { folderSightings } from './folder-sightings.js';
import { watchServer } from './watch-server.js';

/** With `QUIET_MS`, a pulled cable of a phone on the network is told within 2 s. */
const POLL_MS = 1_000;
/** A phone that is plugged in comes and goes a few times before it stays. */
const QUIET_MS = 700;

/**
 * Watches for phones: the adb server's list as it changes, phones on the network and mounted folders by looking
 * every second. Reads nothing on them and makes no dialog appear. Never throws; a failed look is an absent phone.
 */
export function createPhoneMonitor(options: PhonesOptions): PhoneMonitor {
  const look = async (server: readonly ServerDevice[]): Promise<Sightings> => {
    // What the server holds alive is not probed as well.
    const held = server.filter(({ state }) => state !== 'offline').map(({ serial }) => serial);
    const addresses = options.directAddresses.filter((address) => !held.includes(address));
    const [direct, folders] = await Promise.all([
      directSightings(addresses, options.adbKeyFile),
      folderSightings(options.folders),
    ]);
    return { server, direct, folders };
  };
  const list = async (): Promise<readonly AttachedPhone[]> => {
    const server = await serverDevices(options.adbServer).catch(() => []);
    return attachedList(await look(server), options.directAddresses);
  };
  return { list, watch: (signal) => watch(options, list, look, signal) };
}

async function* watch(
  options: PhonesOptions,
  list: () => Promise<readonly AttachedPhone[]>,
  look: (server: readonly ServerDevice[]) => Promise<Sightings>,
  outer: AbortSignal,
): AsyncGenerator<readonly AttachedPhone[]> {
  const inner = new AbortController();
  const signal = AbortSignal.any([outer, inner.signal]);
  const changes = new Changes<readonly AttachedPhone[]>();
  try {
    changes.set(await list());
    let seen: Sightings | undefined;
    let server: readonly ServerDevice[] = [];
    const tell = (): void => {
      if (seen !== undefined) changes.set(attachedList({ ...seen, server }, options.directAddresses));
    };
    void watchServer(
      options.adbServer,
      (devices) => {
        server = devices;
        tell();
      },
      signal,
    );
    const poll = async (): Promise<void> => {
      while (!signal.aborted) {
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        // adb 29 tells those who track it neither `unauthorized` nor `offline` of a phone on the network, only those
        // who ask (measured 2026-11-22).
        if (server.length > 0) server = await serverDevices(options.adbServer).catch(() => server);
        seen = await look(server);
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
