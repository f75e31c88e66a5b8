import { integerOf, isDict } from '../../../codecs/plist/plist-fields.js';
import type { BackupDevice } from '../device/backup-device.js';

/** Of what lockdown tells as `com.apple.disk_usage` (`ideviceinfo -q` shows it): with what iOS would give up, and without. */
const KEYS = ['AmountDataAvailable', 'TotalDataAvailable'];

/** Bytes that are free for a person's data: the smaller of what the phone says. `undefined` where it says nothing. */
export async function freeBytes(device: BackupDevice): Promise<bigint | undefined> {
  const told = await device.value('com.apple.disk_usage', undefined);
  if (!isDict(told)) return undefined;
  const figures = KEYS.map((key) => integerOf(told[key])).filter(
    (value) => value !== undefined && value >= 0n,
  );
  return figures.reduce(
    (least, one) => (least === undefined || (one !== undefined && one < least) ? one : least),
    undefined,
  );
}
