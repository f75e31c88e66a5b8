import { PlistReal } from '../../../codecs/plist/plist-value.js';
import type { LinkMessage } from '../link/link-message.js';

/** Which argument of a message tells how much is done, in percent (idevicebackup2 prints it so). */
const PLACES: Readonly<Record<string, number>> = {
  DLMessageDownloadFiles: 2,
  DLMessageUploadFiles: 1,
  DLMessageMoveFiles: 2,
  DLMessageMoveItems: 2,
  DLMessageRemoveFiles: 2,
  DLMessageRemoveItems: 2,
};

/** The share that the phone says is done, 0 to 1; `undefined` where it says nothing of it. */
export function shareIn({ name, arguments: args }: LinkMessage): number | undefined {
  const place = PLACES[name];
  const value = place === undefined ? undefined : args[place];
  const percent = value instanceof PlistReal ? value.value : value;
  if (typeof percent !== 'number' || !(percent > 0)) return undefined;
  return Math.min(percent / 100, 1);
}
