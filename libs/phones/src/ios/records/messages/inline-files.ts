import { open } from 'node:fs/promises';
import { SourceError } from '@holdfast/contracts/sources';
import type { InlineData } from '../../../records/messages/message-source.js';
import type { Row } from '../../../records/row.js';
import { PrivateDatabase } from '../database/private-database.js';
import type { IosDatabases } from '../ios-databases.js';
import { storedPlace } from './parts.js';

const DOMAIN = 'MediaDomain';
/** As on Android: the newest 200 of at most 1 MiB each, 64 MiB together. */
const MOST_BYTES_EACH = 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 200;

/** The files that are written into the XML itself, read from the backup. */
export class InlineFiles implements InlineData {
  private left = MOST_BYTES;

  private constructor(
    private readonly databases: IosDatabases,
    private readonly chosen: ReadonlySet<string>,
  ) {}

  static of(path: string, databases: IosDatabases): InlineFiles {
    const newest: string[] = [];
    const database = PrivateDatabase.open(path);
    try {
      for (const file of database.table('attachment')?.rows({ total_bytes: 'number' }) ?? []) {
        if ((file.whole('total_bytes') ?? 0n) > BigInt(MOST_BYTES_EACH)) continue;
        newest.push(String(file.id));
        if (newest.length > 2 * MOST_FILES) newest.splice(0, MOST_FILES);
      }
    } finally {
      database.close();
    }
    return new InlineFiles(databases, new Set(newest.slice(-MOST_FILES)));
  }

  async dataOf(part: Row): Promise<string | undefined> {
    const place = storedPlace(part);
    if (place === undefined || !this.chosen.has(part.values?.get('attachment') ?? '')) return undefined;
    const path = await this.copyOf(place);
    if (path === undefined) return undefined;
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > Math.min(MOST_BYTES_EACH, this.left)) return undefined;
      this.left -= size;
      return (await file.readFile()).toString('base64');
    } finally {
      await file.close();
    }
  }

  /** A file that cannot be had is named instead. */
  private async copyOf(place: string): Promise<string | undefined> {
    try {
      return await this.databases.file(DOMAIN, place);
    } catch (error) {
      if (error instanceof SourceError && error.causeClass === 'unreadable') return undefined;
      throw error;
    }
  }
}
