import type { ArrangedFiles, LeftOut, PhoneSecrets } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { readBackupManifest, unlockBackup } from '../../format/backup-manifest.js';
import { encodeIphoneSecrets } from '../../format/phone-secrets.js';
import { shownEntries } from '../../format/shown-entries.js';
import { DATABASE, MANIFEST, mostBytes } from '../store/kept-names.js';
import { arrangeFiles } from './arrange-files.js';
import { withPlainManifest } from './open-backup.js';

/** What opens a backup that was stored while nobody gave its password. */
export interface OpeningLater {
  readonly password: string;
  /** An existing private folder, for the list of files while it is read. */
  readonly scratch: string;
  /** Told of what the phone's list names and cannot be shown. */
  readonly leaveOut: (left: LeftOut) => void;
  readonly signal?: AbortSignal;
}

/** That the phone could not read it was told when the backup was made. */
const NOTHING_UNREADABLE = { take: () => false };

/**
 * Shows every file of a stored backup where people look for it, as it would have been shown if its password had been known when
 * it was made, and returns what opens the files. Records are not made of its databases. Throws `SourceError`:
 * `iphone-password-unknown` where it is not the password, `unreadable` for manifests that are none, `cancelled`.
 */
export async function openLater(
  files: ArrangedFiles,
  { password, scratch, leaveOut, signal }: OpeningLater,
): Promise<PhoneSecrets> {
  const sizes = new Map((await files.list('')).map(({ name, size }) => [name, size]));
  const sizeOf = (name: string): bigint => {
    const size = sizes.get(name);
    if (size !== undefined && size <= mostBytes(name)) return size;
    throw new SourceError('unreadable', `The backup has no ${name} that could be its list of files.`);
  };
  sizeOf(MANIFEST);
  const plist = await wholeOf(files.read(MANIFEST));
  const classKeys = await unlockBackup(plist, password, signal);
  const sealed = { bytes: files.read(DATABASE), size: sizeOf(DATABASE) };
  const shownTo = { arrange: files.arrange.bind(files), list: files.list.bind(files), leaveOut };
  await withPlainManifest(sealed, readBackupManifest(plist), classKeys, scratch, (plain) =>
    arrangeFiles(shownTo, shownEntries(plain, leaveOut), NOTHING_UNREADABLE, signal),
  );
  return encodeIphoneSecrets({ password, classKeys });
}

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
