import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import { writeXmlPlist } from '../../../codecs/plist/write-xml-plist.js';
import type { PhoneMedia } from '../device/backup-device.js';
import { whereGiven } from '../device/where-given.js';

const FOLDER = '/iTunesRestore';
const LIST = `${FOLDER}/RestoreApplications.plist`;

/**
 * Leaves the list of a backup's apps, with what the App Store gave with each, where a phone that is restored looks for what it
 * has to load again; Finder and idevicebackup2 put it there (the latter's was compared, field by field). Gives how many apps are in
 * it; `undefined`: the phone does not take it. Throws `SourceError` for a phone that is gone.
 */
export async function queueApps(
  media: PhoneMedia,
  applications: PlistDict | undefined,
): Promise<number | undefined> {
  const count = Object.keys(applications ?? {}).length;
  if (applications === undefined || count === 0) return 0;
  const isTaken = await whereGiven(put(media, applications));
  return isTaken && count;
}

async function put(media: PhoneMedia, applications: PlistDict): Promise<true> {
  const list = writeXmlPlist(applications);
  await media.makeFolder(FOLDER);
  await media.write(LIST, list);
  return true;
}

/** Of a restore that came to nothing. A phone that does not answer any more keeps it. */
export async function unqueueApps(media: PhoneMedia): Promise<void> {
  await media.remove(LIST).catch(() => undefined);
}
