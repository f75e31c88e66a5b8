import type { Category } from '@holdfast/contracts';
import type { IosDatabases } from './ios-databases.js';
import type { Tally } from './tally.js';

/** A file made of records. It can be made any number of times. */
export interface MadeFile {
  readonly name: string;
  render(): AsyncIterable<string>;
}

/** A file of one record, in a folder of its own below the category's. */
export interface SingleFile {
  readonly name: string;
  readonly text: string;
  /** Seconds since 1970 UTC. */
  readonly seconds: number;
}

/** What was found of a category. */
export interface Found {
  readonly files: readonly MadeFile[];
  /** How many of the files, from the first, have to be made to see any change. The first of them reads every record. */
  readonly telling: number;
  readonly singles?: { readonly folder: string; list(): AsyncIterable<SingleFile> };
}

/** A file of the backup: its domain and its path below that. */
export type IosInput = readonly [domain: string, path: string];

/** One category of what an iPhone keeps in databases. */
export interface IosKind {
  readonly category: Category;
  readonly folder: string;
  /**
   * Where its records come from: while these files are the same (and `-wal` beside each), so is what is made of them. Files
   * of messages are not among them: each lies in a folder of its own name, and never changes in its place.
   */
  readonly inputs: readonly IosInput[];
  /** `undefined` where the backup has nothing of it. Throws `SourceError`. */
  find(databases: IosDatabases, tally: Tally): Promise<Found | undefined>;
}
