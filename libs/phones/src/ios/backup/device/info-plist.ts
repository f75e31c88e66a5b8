import { isDict, textOf } from '../../../codecs/plist/plist-fields.js';
import type { PlistDict, PlistValue } from '../../../codecs/plist/plist-value.js';
import { writeXmlPlist } from '../../../codecs/plist/write-xml-plist.js';
import { randomBytes } from 'node:crypto';
import type { BackupDevice, PhoneMedia } from './backup-device.js';
import { whereGiven } from './where-given.js';

/** What iTunes keeps on a phone and wants back with it; the names are those that idevicebackup2 looks for. */
const ITUNES_FILES = [
  'ApertureAlbumPrefs',
  'IC-Info.sidb',
  'IC-Info.sidv',
  'PhotosFolderAlbums',
  'PhotosFolderName',
  'PhotosFolderPrefs',
  'VoiceMemos.plist',
  'iPhotoAlbumPrefs',
  'iTunesApplicationIDs',
  'iTunesPrefs',
  'iTunesPrefs.plist',
];
const MOST_BYTES = 4 * 1024 * 1024;
const OLDEST_ITUNES = '10.0.1';

/** Key of `Info.plist` → key of lockdown. A phone that has no such value has no such key. */
const COPIED: readonly (readonly [string, string])[] = [
  ['Build Version', 'BuildVersion'],
  ['Device Name', 'DeviceName'],
  ['Display Name', 'DeviceName'],
  ['ICCID', 'IntegratedCircuitCardIdentity'],
  ['IMEI', 'InternationalMobileEquipmentIdentity'],
  ['MEID', 'MobileEquipmentIdentifier'],
  ['Phone Number', 'PhoneNumber'],
  ['Product Type', 'ProductType'],
  ['Product Version', 'ProductVersion'],
  ['Serial Number', 'SerialNumber'],
];

/**
 * `Info.plist` of a backup, which the computer writes and not the phone: with the keys that idevicebackup2 1.3.0 writes, so
 * that Finder, iTunes and idevicebackup2 accept the folder. What iTunes keeps on the phone is taken where it is there.
 */
export async function infoPlist(device: BackupDevice, media: PhoneMedia, now: Date): Promise<Uint8Array> {
  const all = await device.value(undefined, undefined);
  const known: PlistDict = isDict(all) ? all : {};
  const info: Record<string, PlistValue> = {};
  for (const [key, source] of COPIED) {
    const value = textOf(known[source]);
    if (value !== undefined) info[key] = value;
  }
  info['GUID'] = randomBytes(16).toString('hex').toUpperCase();
  const apps = (await whereGiven(device.installedApps())) ?? [];
  // Where this is missing, idevicebackup2 restores nothing. It has a picture of each app in it, which is left out here.
  info['Applications'] = Object.fromEntries(
    apps.flatMap(({ bundle, store }) => (store === undefined ? [] : [[bundle, { ...store }]])),
  );
  info['Installed Applications'] = apps.map(({ bundle }) => bundle);
  info['Last Backup Date'] = now;
  info['Target Identifier'] = device.udid;
  info['Target Type'] = 'Device';
  info['Unique Identifier'] = device.udid.toUpperCase();
  const books = await whereGiven(media.readSmall('/Books/iBooksData2.plist', MOST_BYTES));
  if (books !== undefined) info['iBooks Data 2'] = books;
  info['iTunes Files'] = await iTunesFiles(media);
  const settings = await whereGiven(device.value('com.apple.iTunes', undefined));
  info['iTunes Settings'] = isDict(settings) ? settings : {};
  const oldest = await whereGiven(device.value('com.apple.mobile.iTunes', 'MinITunesVersion'));
  info['iTunes Version'] = textOf(oldest) ?? OLDEST_ITUNES;
  return writeXmlPlist(info);
}

async function iTunesFiles(media: PhoneMedia): Promise<PlistDict> {
  const files: Record<string, PlistValue> = {};
  for (const name of ITUNES_FILES) {
    const bytes = await whereGiven(media.readSmall(`/iTunes_Control/iTunes/${name}`, MOST_BYTES));
    if (bytes !== undefined) files[name] = bytes;
  }
  return files;
}
