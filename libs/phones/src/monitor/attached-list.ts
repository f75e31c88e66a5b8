import type { ServerDevice } from '../android/server/server-devices.js';
import { stateOf } from '../android/server/server-state.js';
import type { AttachedPhone } from '../phone-monitor.js';

/** What each way of looking saw. */
export interface Sightings {
  readonly server: readonly ServerDevice[];
  readonly direct: readonly AttachedPhone[];
  readonly folders: readonly AttachedPhone[];
  readonly iphones: readonly AttachedPhone[];
}

/**
 * One list, one line an address, sorted by it. A phone on the network that the adb server lists too is the
 * server's, unless the server holds a dead connection (`offline` can outlive the phone) while the phone itself answers
 * or does not.
 */
export function attachedList(seen: Sightings, directAddresses: readonly string[]): AttachedPhone[] {
  const phones = new Map<string, AttachedPhone>();
  for (const phone of [...seen.folders, ...seen.iphones, ...seen.direct]) phones.set(phone.address, phone);
  for (const device of seen.server) {
    const state = stateOf(device.state);
    if (state === 'offline' && directAddresses.includes(device.serial)) continue;
    const isShared = seen.server.filter(({ serial }) => serial === device.serial).length > 1;
    phones.set(device.serial, {
      platform: 'android',
      address: device.serial,
      state,
      model: device.model,
      via: 'adb-server',
      ...(isShared && { isShared }),
    });
  }
  return [...phones.values()].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}
