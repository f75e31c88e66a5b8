import { open } from 'node:fs/promises';
import { SourceError } from '@holdfast/contracts/sources';
import { InlineBudget } from '../../../records/messages/inline-budget.js';
import type { InlineData } from '../../../records/messages/message-source.js';
import type { Row } from '../../../records/row.js';
import { PrivateDatabase } from '../database/private-database.js';
import type { IosDatabases } from '../ios-databases.js';
import { storedPlace } from './parts.js';

const DOMAIN = 'MediaDomain';

/** The files that are written into the XML itself, read from the backup. */
export class InlineFiles implements InlineData {
  private constructor(
    private readonly databases: IosDatabases,
    private readonly budget: InlineBudget,
  ) {}

  static of(path: string, databases: IosDatabases): InlineFiles {
    const budget = new InlineBudget();
    const database = PrivateDatabase.open(path);
    try {
      for (const file of database.table('attachment')?.rows({ total_bytes: 'number' }) ?? []) {
        budget.see(String(file.id), file.whole('total_bytes'));
      }
    } finally {
      database.close();
    }
    return new InlineFiles(databases, budget);
  }

  async dataOf(part: Row): Promise<string | undefined> {
    const place = storedPlace(part);
    if (place === undefined || !this.budget.isChosen(part.values?.get('attachment') ?? '')) return undefined;
    const path = await this.copyOf(place);
    if (path === undefined) return undefined;
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > this.budget.room) return undefined;
      this.budget.spend(size);
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
