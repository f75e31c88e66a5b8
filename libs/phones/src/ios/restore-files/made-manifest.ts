import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { fileId } from '../../codecs/ios/file-id.js';
import { MANIFEST_FLAGS, MANIFEST_INDEXES, MANIFEST_TABLES } from '../../codecs/ios/manifest-tables.js';
import { writeMbFile } from '../../codecs/ios/mb-file.js';
import { scratchDatabase } from './scratch-database.js';

const FILE = { flags: MANIFEST_FLAGS.file, mode: 0o100644 };
const FOLDER = { flags: MANIFEST_FLAGS.directory, mode: 0o40755 };
/** The person's own user and group. */
const MOBILE = 501;
/** Readable from the first unlocking on, as photos and documents are. */
const FIRST_UNLOCK = 3;

/** A Manifest.db as it is made: what a phone reads to know what it is restored from. */
export class MadeManifest {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private last = 0n;

  constructor(
    file: string,
    private readonly nowSeconds: bigint,
  ) {
    this.database = scratchDatabase(file, `${MANIFEST_TABLES} BEGIN;`);
    this.insert = this.database.prepare('INSERT INTO Files VALUES (?, ?, ?, ?, ?)');
  }

  folder(domain: string, path: string): void {
    this.add(domain, path, FOLDER, 0n, this.nowSeconds);
  }

  /** Gives the name under which the phone asks for it. */
  file(domain: string, path: string, size: bigint, seconds: bigint): string {
    return this.add(domain, path, FILE, size, seconds);
  }

  /** It may be read now. */
  finish(): void {
    this.database.exec(`${MANIFEST_INDEXES} COMMIT;`);
    this.database.close();
  }

  private add(
    domain: string,
    path: string,
    kind: typeof FILE | typeof FOLDER,
    size: bigint,
    seconds: bigint,
  ): string {
    const id = fileId(domain, path);
    this.last += 1n;
    const record = writeMbFile({
      relativePath: path,
      size,
      mode: kind.mode,
      lastModified: seconds,
      birth: seconds,
      inode: this.last,
      userId: MOBILE,
      groupId: MOBILE,
      protectionClass: kind === FILE ? FIRST_UNLOCK : 0,
      flags: 0,
    });
    this.insert.run(id, domain, path, kind.flags, record);
    return id;
  }
}
