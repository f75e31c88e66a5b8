import { preferCable, type MuxDevice } from '../ios/usbmux/mux-device.js';
import type { AttachedPhone } from '../phone-monitor.js';

/**
 * The iPhones that usbmuxd sees, one line each. Whether one is locked or trusts this computer is told only by the phone
 * itself, which nobody asks before its person does: `ready` says that it is there, and its model is not known yet.
 */
export function iosSightings(devices: readonly MuxDevice[]): AttachedPhone[] {
  return preferCable(devices).map(({ udid, via }) => ({
    platform: 'ios',
    address: udid,
    state: 'ready',
    model: null,
    via,
  }));
}
