import type { ArrangedFiles } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { readClassKey } from '../../../codecs/ios/class-key.js';
import { filePlace } from '../../../codecs/ios/file-id.js';
import { readMbFile } from '../../../codecs/ios/mb-file.js';
import { PlistError } from '../../../codecs/plist/plist-error.js';
import type { ClassKeys } from '../../format/class-keys.js';
import { encodeOpening, openSealed } from '../../format/file-opening.js';
import { ManifestDatabase, type ManifestRow } from '../../format/manifest-database.js';
import { INFO, MANIFEST } from '../store/kept-names.js';
import { isRefused } from '../store/refusal.js';

/** Never sealed; from these the list of apps and what phone it is are read. */
const OWN_LISTS: readonly string[] = [INFO, MANIFEST];

/** Plain bytes of files of a backup that has just been staged, by domain and path. */
export class PlainFiles {
  private readonly database: ManifestDatabase;

  /** `manifest`: the plain `Manifest.db`. `keys` where the backup is sealed. */
  constructor(
    private readonly sink: ArrangedFiles,
    manifest: string,
    private readonly keys: ClassKeys | undefined,
  ) {
    this.database = new ManifestDatabase(manifest);
  }

  /** `undefined` where the backup names no such file; of the domain `''` its own lists. Reading throws `SourceError` `unreadable`. */
  bytes(domain: string, path: string): AsyncIterable<Uint8Array> | undefined {
    if (domain === '') return OWN_LISTS.includes(path) ? this.sink.read(path) : undefined;
    const row = this.database.find(domain, path);
    return row === undefined ? undefined : this.read(row);
  }

  /** Tells contents apart, as they are stored; `undefined` where the backup names no such file. */
  async contentId(domain: string, path: string): Promise<Uint8Array | undefined> {
    if (domain === '') return OWN_LISTS.includes(path) ? this.sink.contentId(path) : undefined;
    const row = this.database.find(domain, path);
    return row && this.sink.contentId(filePlace(row.fileId));
  }

  close(): void {
    this.database.close();
  }

  private async *read(row: ManifestRow): AsyncGenerator<Uint8Array> {
    try {
      const opening = openingOf(row);
      const stored = this.sink.read(filePlace(row.fileId));
      if (opening === undefined) yield* stored;
      else yield* openSealed(opening, this.keys ?? new Map(), stored);
    } catch (error) {
      if (isRefused(error)) throw unreadable(error);
      if (error instanceof SourceError && error.causeClass === 'iphone-password-unknown')
        throw unreadable(error);
      throw error;
    }
  }
}

function openingOf(row: ManifestRow): Uint8Array | undefined {
  try {
    const { encryptionKey, size } = readMbFile(row.file);
    const key = encryptionKey && readClassKey(encryptionKey);
    return key && size >= 0n && size < 2n ** 63n ? encodeOpening({ ...key, size }) : undefined;
  } catch (error) {
    if (error instanceof PlistError) throw unreadable(error);
    throw error;
  }
}

const unreadable = (cause: unknown): SourceError =>
  new SourceError(
    'unreadable',
    'A file of the iPhone cannot be opened. What the phone sent of it is in the snapshot; the rest goes on.',
    { cause },
  );
