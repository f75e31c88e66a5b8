import { SourceError } from '@holdfast/contracts/sources';
import { commandLines } from '../command-lines.js';
import { fingerprintOf } from '../../../records/fingerprint.js';
import { FOLDERS } from '../../../records/record-names.js';
import type { RecordText, TextKind } from '../text-recording.js';
import { batteryOf, propertiesOf, storageOf } from './printed-facts.js';

/**
 * What the phone is: model, system, time zone, battery, room. No serial number, no account, no name of a network. Only what
 * stays the same from day to day counts for its fingerprint, so that a battery's level makes no new version each time.
 */
export const INVENTORY: TextKind = {
  category: 'settings',
  folder: FOLDERS.settings,
  file: 'phone.json',
  async read(transport, signal): Promise<RecordText> {
    const properties = await propertiesOf(commandLines(transport, 'getprop', signal));
    if (Object.keys(properties).length === 0) {
      throw new SourceError('unsupported', 'The phone does not tell its properties.');
    }
    const battery = await batteryOf(commandLines(transport, 'dumpsys battery', signal));
    const storage = await storageOf(commandLines(transport, 'df -k /data', signal));
    const phone = { schema: 1, kind: 'phone', properties, battery, storage };
    const lasting = [properties, battery?.health, battery?.technology, storage?.totalKiB];
    return { text: `${JSON.stringify(phone, undefined, 2)}\n`, fingerprint: fingerprintOf(...lasting) };
  },
};
