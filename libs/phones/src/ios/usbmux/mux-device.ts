import { dictOf, numberOf, textOf } from '../../codecs/plist/plist-fields.js';
import { isUdid } from '../udid.js';

/** One way to an iPhone, as usbmuxd lists it: a phone by cable and over the air is listed twice. */
export interface MuxDevice {
  /** Good while the phone stays attached. */
  readonly id: number;
  readonly udid: string;
  readonly via: 'usbmux' | 'usbmux-network';
}

/** What an `Attached` message tells; `undefined` for what is no iPhone. */
export function muxDeviceOf(message: unknown): MuxDevice | undefined {
  const properties = dictOf(dictOf(message)?.['Properties']);
  const id = numberOf(dictOf(message)?.['DeviceID']) ?? numberOf(properties?.['DeviceID']);
  const udid = textOf(properties?.['SerialNumber']);
  if (id === undefined || udid === undefined || !isUdid(udid)) return undefined;
  return { id, udid, via: properties?.['ConnectionType'] === 'Network' ? 'usbmux-network' : 'usbmux' };
}

/** One line a phone: by cable where it is there both ways, which is faster, and the only way to pair. */
export function preferCable(devices: Iterable<MuxDevice>): MuxDevice[] {
  const best = new Map<string, MuxDevice>();
  for (const device of devices) {
    if (device.via === 'usbmux' || !best.has(device.udid)) best.set(device.udid, device);
  }
  return [...best.values()];
}
