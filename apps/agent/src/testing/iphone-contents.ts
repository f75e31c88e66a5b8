import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeIosDatabases } from '@holdfast/phone-simulator';

const FILES: readonly (readonly [string, number])[] = [
  ['DCIM/100APPLE/IMG_0001.HEIC', 300_017],
  ['DCIM/100APPLE/IMG_0002.JPG', 65_536],
  ['DCIM/100APPLE/IMG_0003.MOV', 700_000],
  ['DCIM/101APPLE/Été 🏖️.PNG', 20_001],
  ['PhotoData/Photos.sqlite', 4096],
  ['AppDomain-com.example.notes/Documents/家族/写真 一.txt', 120],
  ['AppDomain-com.example.notes/Documents/empty.txt', 0],
  ['AppDomainGroup-group.com.example.shared/list.csv', 900],
  ['MediaDomain/Library/SMS/Attachments/0a/10/demo/IMG_0200.JPG', 50_000],
  ['HomeDomain/Library/Preferences/com.apple.springboard.plist', 300],
];

/** Fills a folder with a small iPhone: pictures, an app's files, and the databases of messages, people, calls, calendar and notes. */
export async function fillIphone(root: string, seed = 7): Promise<void> {
  for (const [path, size] of FILES) putFile(root, path, randomBytes(size));
  await writeIosDatabases(root, { seed, sms: 20, mms: 2, contacts: 5, calls: 4, events: 3, notes: 3 });
}

/** Writes one file as the phone's person would, with a time of its own. */
export function putFile(root: string, path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
  utimesSync(join(root, path), 1_700_000_000, 1_700_000_000 + bytes.length);
}

/** Where a person finds what a phone keeps there (docs/phones.md). */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^DCIM\//, 'DCIM/'],
  [/^MediaDomain\/Library\/SMS\/Attachments\//, 'Messages/Attachments/'],
  [/^HomeDomain\/Library\/SMS\//, 'Messages/'],
  [/^HomeDomain\/Library\/AddressBook\//, 'Contacts/'],
  [/^HomeDomain\/Library\/CallHistoryDB\//, 'Calls/'],
  [/^HomeDomain\/Library\/Calendar\//, 'Calendar/'],
  [/^AppDomainGroup-group\.com\.apple\.notes\//, 'Notes/'],
  [/^AppDomain-([^/]+)\//, 'Apps/$1/'],
  [/^AppDomainGroup-([^/]+)\//, 'Apps/Groups/$1/'],
  [/^(HomeDomain\/)/, 'System/$1'],
  [/^(?=PhotoData\/)/, 'Photo library/'],
];

/** SHA-256 of what a simulated iPhone holds, by the place where a person finds it in a snapshot. */
export function hashesOfIphone(root: string): Record<string, string> {
  const hashes = hashesBelow(root);
  return Object.fromEntries(Object.entries(hashes).map(([path, hash]) => [shownPlace(path), hash]));
}

function shownPlace(path: string): string {
  const [from, to] = PLACES.find(([pattern]) => pattern.test(path)) ?? [/^/, ''];
  return path.replace(from, to);
}

/** SHA-256 of the files below a folder, by their paths. */
export function hashesBelow(root: string): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    hashes[file.slice(root.length + 1)] = createHash('sha256').update(readFileSync(file)).digest('hex');
  }
  return hashes;
}

/** Without what was made of databases, which is nowhere on the phone. */
export const withoutRecords = (hashes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(hashes).filter(([path]) => !path.startsWith('Phone records/')));
