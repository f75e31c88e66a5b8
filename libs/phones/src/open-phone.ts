import { openAndroid } from './android/open-android.js';
import { openFolderSource } from './folder/open-folder.js';
import type { PhoneSession } from './phone-monitor.js';
import type { PhonesOptions } from './phones-options.js';

/**
 * Opens a phone that its own person asked to open. `address` is an adb serial that the adb server knows, a
 * `host:port` of a phone on the network, or one of `options.folders`.
 *
 * Throws `SourceError`: `trust-not-given` when nobody tapped Allow within 60 seconds or a phone in wireless debugging was
 * not paired (`pairWireless`), `unplugged` when the phone is not there or does not answer (retry after plugging in),
 * `permission-denied` when this user may not use USB, `phone-locked`, `os-not-supported`, `cancelled` by `signal`,
 * `internal` for a peer that does not speak adb.
 */
export function openPhone(
  address: string,
  options: PhonesOptions,
  signal?: AbortSignal,
): Promise<PhoneSession> {
  if (options.folders.includes(address)) return openFolderSource(address);
  return openAndroid(address, options, signal);
}
