import { readMuxMessage } from '../../codecs/ios/mux-message.js';
import { numberOf } from '../../codecs/plist/plist-fields.js';
import { muxDeviceOf, type MuxDevice } from './mux-device.js';
import type { Muxer } from './muxer.js';

const MOST_DEVICES = 1_000;

/**
 * What usbmuxd sees, as a list at once and again at every change, until `signal` or until usbmuxd goes away: then it ends or
 * throws, and may be called again (`keepWatching` does).
 */
export async function* trackDevices(muxer: Muxer, signal: AbortSignal): AsyncGenerator<readonly MuxDevice[]> {
  const { stream, reader } = await muxer.listen();
  const stop = (): void => stream.close();
  signal.addEventListener('abort', stop, { once: true });
  const devices = new Map<number, MuxDevice>();
  try {
    // Those that are there already are told as if they came now.
    if (!signal.aborted) yield [];
    while (!signal.aborted) {
      const { value: message } = await readMuxMessage(reader);
      const device = message['MessageType'] === 'Attached' ? muxDeviceOf(message) : undefined;
      if (device !== undefined && devices.size < MOST_DEVICES) devices.set(device.id, device);
      if (message['MessageType'] === 'Detached') devices.delete(numberOf(message['DeviceID']) ?? -1);
      yield [...devices.values()];
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stream.close();
  }
}
