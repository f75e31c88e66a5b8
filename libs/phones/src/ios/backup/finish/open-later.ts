import type { ArrangedFiles, PhoneSecrets } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { readBackupManifest } from '../../format/backup-manifest.js';
import { unlockKeyBag } from '../../format/class-keys.js';
import { encodeIphoneSecrets } from '../../format/phone-secrets.js';
import { stopped } from '../link/link-faults.js';
import { DATABASE, MANIFEST, mostBytes } from '../store/kept-names.js';
import { withPlainManifest } from './open-backup.js';
import { showFiles } from './show-files.js';

/** What opens a backup that was stored while nobody gave its password. */
export interface OpeningLater {
  readonly password: string;
  /** An existing private folder, for the list of files, and for its databases while records are made of them. */
  readonly scratch: string;
  /** Whether records are made of its databases; they are unless it is said. */
  readonly records?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Shows every file of a stored backup where people look for it, as it would have been shown if its password had been known when
 * it was made, and returns what opens the files. Throws `SourceError`: `iphone-password-unknown` where it is not the password,
 * `unreadable` for manifests that are none, `cancelled`.
 */
export async function openLater(
  files: ArrangedFiles,
  { password, scratch, records = true, signal }: OpeningLater,
): Promise<PhoneSecrets> {
  try {
    const sizes = new Map((await files.list('')).map(({ name, size }) => [name, size]));
    const manifest = readBackupManifest(await wholeOf(own(files, sizes, MANIFEST).bytes));
    if (manifest.keyBag === undefined) throw missing(MANIFEST);
    const keys = await unlockKeyBag(manifest.keyBag, password, signal);
    const sealed = own(files, sizes, DATABASE);
    await withPlainManifest(sealed, manifest, keys, scratch, (plain) =>
      showFiles(files, plain, scratch, { keys, records, signal }),
    );
    return encodeIphoneSecrets({ password, classKeys: keys });
  } catch (error) {
    throw signal?.aborted === true ? stopped(error) : error;
  }
}

/** A file of the phone's own that is no larger than such a file can be. */
function own(files: ArrangedFiles, sizes: ReadonlyMap<string, bigint>, name: string) {
  const size = sizes.get(name);
  if (size === undefined || size > mostBytes(name)) throw missing(name);
  return { bytes: files.read(name), size };
}

const missing = (name: string): SourceError =>
  new SourceError('unreadable', `The iPhone's backup holds no ${name} by which it could be opened.`);

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
