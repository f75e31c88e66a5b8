import type { Category, PhoneSecrets, PushSink } from '@holdfast/contracts';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { WholeBackupOptions } from '../../../whole-phone.js';
import { readBackupManifest } from '../../format/backup-manifest.js';
import { encodeIphoneSecrets } from '../../format/phone-secrets.js';
import { findKeys } from '../finish/find-keys.js';
import { withPlainManifest } from '../finish/open-backup.js';
import { showFiles } from '../finish/show-files.js';
import { garbled } from '../link/link-faults.js';
import type { KeptFiles } from '../store/kept-files.js';
import { DATABASE, MANIFEST } from '../store/kept-names.js';
import type { UnreadableFiles } from './unreadable-files.js';

/** A backup that is all there and that the phone calls finished. */
export interface Finished {
  readonly sink: PushSink;
  readonly kept: KeptFiles;
  readonly unreadable: UnreadableFiles;
  readonly options: WholeBackupOptions;
  readonly last: PhoneSecrets | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What an iPhone puts into sealed backups only, and where people look for it. */
const ONLY_SEALED: readonly (readonly [Category, string])[] = [
  ['health', 'Health'],
  ['keychain', 'Keychain'],
  ['calls', 'Calls'],
];

/**
 * Opens a finished backup, so that people see files where they look for them, with records of what lies in databases.
 * Returns what opens it, for the snapshot's root; `undefined` for one that is not sealed. One that nothing opens counts as
 * it is, with that said. Throws `SourceError`: `internal` and `unreadable` for manifests that are none, `cancelled`.
 */
export async function showBackup(finished: Finished): Promise<PhoneSecrets | undefined> {
  const { sink, kept, unreadable, options, last, signal } = finished;
  const [plist, database] = [await kept.file(MANIFEST), await kept.file(DATABASE)];
  if (plist === undefined || database === undefined) throw garbled('a backup without a manifest');
  const manifest = readBackupManifest(await readFile(plist));
  if (!manifest.isEncrypted) {
    if (options.wantsEncrypted === true) tellNotSealed(sink);
    await showFiles(sink, database, options.scratch, { unreadable, signal });
    return undefined;
  }
  const secrets = await findKeys(manifest, { password: options.password, last, signal });
  if (secrets === undefined) {
    sink.leaveOut({ path: [], category: 'other', cause: 'iphone-password-unknown' });
    return undefined;
  }
  const { classKeys } = secrets;
  const sealed = {
    bytes: piecesOf(database),
    size: (await stat(database, { bigint: true })).size,
  };
  await withPlainManifest(sealed, manifest, classKeys, options.scratch, (plain) =>
    showFiles(sink, plain, options.scratch, { keys: classKeys, unreadable, signal }),
  );
  return encodeIphoneSecrets(options.keepPassword === false ? { classKeys } : secrets);
}

/** Opened when it is read, and not before. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
}

function tellNotSealed(sink: PushSink): void {
  for (const [category, folder] of ONLY_SEALED)
    sink.leaveOut({ path: [Buffer.from(folder)], category, cause: 'iphone-not-encrypted' });
}
