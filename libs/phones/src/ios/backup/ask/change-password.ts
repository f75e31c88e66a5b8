import { SourceError } from '@holdfast/contracts/sources';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import type { BackupDevice } from '../device/backup-device.js';
import { converse } from './conversation.js';
import { EMPTY_STORE } from './empty-store.js';
import { willEncrypt } from './will-encrypt.js';

/**
 * Sets (`to` alone), changes or removes (`from` alone) the password with which the phone seals its backups. The phone asks
 * its person for the passcode. Throws `SourceError`: `iphone-password-unknown` when `from` is not it or somebody else has
 * set one, `iphone-not-encrypted` when there is none to change, `passcode-not-given`, `phone-locked`, `cancelled`.
 */
export async function changePassword(
  device: BackupDevice,
  change: { readonly from?: string; readonly to?: string },
  signal?: AbortSignal,
): Promise<void> {
  const { from, to } = change;
  if (from === undefined && to === undefined) throw new RangeError('no password is given');
  const sealed = await willEncrypt(device);
  if (sealed && from === undefined) throw hasOne();
  if (!sealed && from !== undefined) throw hasNone();
  const request: Record<string, PlistValue> = {
    MessageName: 'ChangePassword',
    TargetIdentifier: device.udid,
  };
  if (from !== undefined) request['OldPassword'] = from;
  if (to !== undefined) request['NewPassword'] = to;
  await converse(device, {
    request,
    signal,
    serving: {
      store: EMPTY_STORE,
      owners: [device.udid],
      freeBytes: () => Promise.resolve(0n),
      onUnreadable: () => undefined,
    },
  });
}

function hasOne(): SourceError {
  return new SourceError(
    'iphone-password-unknown',
    'This iPhone seals its backups already, with a password that somebody set in Finder, iTunes or Apple Devices. Enter that one. If nobody knows it, it can be removed on the iPhone: Settings, General, Transfer or Reset iPhone, Reset, Reset All Settings.',
  );
}

function hasNone(): SourceError {
  return new SourceError(
    'iphone-not-encrypted',
    'This iPhone does not seal its backups, so there is no password to change or remove. Set one instead.',
  );
}
