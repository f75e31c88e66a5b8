import { SourceError } from '@holdfast/contracts/sources';
import { dictOf, textOf } from '../codecs/plist/plist-fields.js';
import type { PhoneIdentity } from '../phone-monitor.js';
import { printable, unlessUnplugged } from '../told-identity.js';
import type { IosDevice } from './device/ios-device.js';
import { modelName } from './model-names.js';

/**
 * What the phone says it is. It is known by its UDID, which has to be the one that usbmuxd tells: throws `SourceError`
 * `internal` where it is another.
 */
export async function iosIdentity(device: IosDevice): Promise<PhoneIdentity> {
  const values = dictOf(await device.value(undefined, undefined)) ?? {};
  const read = (key: string): string | null => printable(textOf(values[key]) ?? '') || null;
  if (textOf(values['UniqueDeviceID']) !== device.udid) throw anotherPhone();
  const type = read('ProductType');
  return {
    serial: device.udid,
    model: type === null ? null : modelName(type),
    osVersion: read('ProductVersion'),
  };
}

/**
 * Throws `SourceError` `internal` when the phone says now that it is another. One that was unplugged when all of it had
 * been read is still the one that was read.
 */
export function confirmIosIdentity(device: IosDevice): Promise<void> {
  return unlessUnplugged(async () => {
    if ((await device.value(undefined, 'UniqueDeviceID')) !== device.udid) throw anotherPhone();
  });
}

function anotherPhone(): SourceError {
  return new SourceError(
    'internal',
    'The iPhone tells another identity than the one under which it is connected. Nothing of this run was kept; unplug it, plug it in again and retry.',
  );
}
