import type { Platform } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { openAndroid } from './android/open-android.js';
import { openFolderSource } from './folder/open-folder.js';
import { openIos } from './ios/open-ios.js';
import { isUdid } from './ios/udid.js';
import type { PhoneSession } from './phone-monitor.js';
import type { PhonesOptions } from './phones-options.js';

/** Which phone, as an `AttachedPhone` or its person names it. */
export interface PhoneAddress {
  readonly platform: Platform;
  /** An adb serial that the adb server knows or `host:port` of a phone on the network; an iPhone's UDID; a folder. */
  readonly address: string;
}

/**
 * Opens a phone that its own person asked to open.
 *
 * Throws `SourceError`: `trust-not-given` when nobody tapped Allow or Trust within 60 seconds, or a phone in wireless
 * debugging was not paired (`pairWireless`), or an iPhone does not trust this computer and `options.pairRecords` is missing;
 * `pairing-forbidden` when a profile forbids an iPhone to trust computers; `unplugged` when the phone is not there or does
 * not answer (retry after plugging in), `permission-denied` when this user may not use USB, `phone-locked`,
 * `os-not-supported`, `cancelled` by `signal`, `internal` for a peer that does not speak its protocol.
 */
export function openPhone(
  { platform, address }: PhoneAddress,
  options: PhonesOptions,
  signal?: AbortSignal,
): Promise<PhoneSession> {
  switch (platform) {
    case 'folder':
      return openFolderSource(address);
    case 'android':
      return openAndroid(address, options, signal);
    case 'ios':
      if (isUdid(address)) return openIos(address, options, signal);
      return Promise.reject(
        new SourceError(
          'unplugged',
          `${JSON.stringify(address)} is no iPhone's UDID; "holdfast phones" lists what is attached.`,
        ),
      );
  }
}
