import type { Category, PhoneSecrets, PushSink } from '@holdfast/contracts';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { WholeBackupOptions } from '../../../whole-phone.js';
import { readBackupManifest } from '../../format/backup-manifest.js';
import type { ClassKeys } from '../../format/class-keys.js';
import { encodeIphoneSecrets } from '../../format/phone-secrets.js';
import { shownEntries } from '../../format/shown-entries.js';
import { iosRecords } from '../../records/ios-records.js';
import { arrangeFiles } from '../finish/arrange-files.js';
import { findKeys } from '../finish/find-keys.js';
import { withPlainManifest } from '../finish/open-backup.js';
import { PlainCopies } from '../finish/plain-copies.js';
import { PlainFiles } from '../finish/plain-files.js';
import { putRecords } from '../finish/put-records.js';
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
  const { sink, kept, options, last, signal } = finished;
  const [plist, database] = [await kept.file(MANIFEST), await kept.file(DATABASE)];
  if (plist === undefined || database === undefined) throw garbled('a backup without a manifest');
  const manifest = readBackupManifest(await readFile(plist));
  if (!manifest.isEncrypted) {
    if (options.wantsEncrypted === true) tellNotSealed(sink);
    await show(finished, database, undefined);
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
    show(finished, plain, classKeys),
  );
  return encodeIphoneSecrets(options.keepPassword === false ? { classKeys } : secrets);
}

/** Opened when it is read, and not before. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
}

async function show(
  { sink, unreadable, options, signal }: Finished,
  database: string,
  keys: ClassKeys | undefined,
): Promise<void> {
  const leaveOut = sink.leaveOut.bind(sink);
  await arrangeFiles(sink, shownEntries(database, leaveOut), unreadable, signal);
  const files = new PlainFiles(sink, database, keys);
  const copies = new PlainCopies(options.scratch, (domain, path) => files.bytes(domain, path));
  try {
    await putRecords(sink, iosRecords(copies, leaveOut, signal));
  } finally {
    await copies.close();
    files.close();
  }
}

function tellNotSealed(sink: PushSink): void {
  for (const [category, folder] of ONLY_SEALED)
    sink.leaveOut({ path: [Buffer.from(folder)], category, cause: 'iphone-not-encrypted' });
}
