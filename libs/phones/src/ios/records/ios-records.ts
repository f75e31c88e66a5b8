import { setImmediate } from 'node:timers/promises';
import type { Category, CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { Fingerprint, fingerprintedTime, fingerprintOf } from '../../records/fingerprint.js';
import { inPieces } from '../../records/formats/in-pieces.js';
import { unreadable } from './database/attempt.js';
import type { IosDatabases } from './ios-databases.js';
import type { Found, IosInput, IosKind } from './ios-kind.js';
import { IOS_KINDS } from './ios-kinds.js';
import { Tally } from './tally.js';

export type { IosDatabases } from './ios-databases.js';

/** Another number where the same databases are made into other files: what was made before is then made again. */
export const RECORDS_VERSION = 1;

/** A file made of what an iPhone keeps in databases. */
export interface IosRecordFile {
  /** Below `Phone records`. */
  readonly path: readonly string[];
  /** Made while they are read, in pieces, once. Throws `SourceError`: `unreadable`, `cancelled`. */
  bytes(): AsyncIterable<Uint8Array>;
  /**
   * The newest record's second and a fingerprint as the fraction: equal records give equal bytes and times. Known when the
   * files of its category have been read.
   */
  mtimeNs(): bigint;
}

/** The files of one category. */
export interface IosRecords {
  readonly category: Category;
  /** Below `Phone records`. */
  readonly folder: string;
  readonly inputs: readonly IosInput[];
  /**
   * Each is to be read to its end before the next is asked for; none where the backup has nothing of the category. Throws
   * `SourceError` `unreadable` for databases that cannot be read.
   */
  files(): AsyncGenerator<IosRecordFile>;
  /** What is missing, known when the files have been read. */
  leftOut(): readonly CauseClass[];
}

/**
 * What an iPhone keeps in databases, made into the same files as on Android: docs/phone-records.md. Memory does not grow
 * with the databases.
 */
export function* iosRecords(databases: IosDatabases, signal?: AbortSignal): Generator<IosRecords> {
  for (const kind of IOS_KINDS) {
    const { category, folder, inputs } = kind;
    const tally = new Tally();
    yield {
      category,
      folder,
      inputs,
      files: () => filesOf(kind, databases, tally, signal),
      leftOut: () => tally.leftOut,
    };
  }
}

async function* filesOf(
  kind: IosKind,
  databases: IosDatabases,
  tally: Tally,
  signal?: AbortSignal,
): AsyncGenerator<IosRecordFile> {
  const found = await kind.find(databases, tally);
  if (found === undefined) return;
  const { files, telling, singles } = found;
  const print = new Fingerprint();
  let time: bigint | undefined;
  const mtimeNs = (): bigint => (time ??= fingerprintedTime(tally.seconds, print.hex()));
  for (const [at, { name, render }] of files.entries()) {
    let made = pieces(render(), signal);
    if (at === 0) {
      const begun = await begin(made, tally);
      if (begun === undefined) return;
      made = begun;
    }
    const bytes = (): AsyncIterable<Uint8Array> => (at < telling ? printed(made, name, print) : made);
    yield { path: [kind.folder, name], bytes, mtimeNs };
    // The first file has every record; what the others read of them again is no more of them.
    tally.close();
  }
  yield* singleFiles(kind.folder, singles, signal);
}

/** A first file from its first record on; `undefined` where it has none. */
async function begin(
  made: AsyncGenerator<Uint8Array>,
  tally: Tally,
): Promise<AsyncGenerator<Uint8Array> | undefined> {
  const first: Uint8Array[] = [];
  while (tally.records === 0) {
    const { done, value } = await made.next();
    if (done === true) break;
    first.push(value);
  }
  return tally.records === 0 ? undefined : after(first, made);
}

async function* after(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

async function* printed(
  made: AsyncIterable<Uint8Array>,
  name: string,
  print: Fingerprint,
): AsyncGenerator<Uint8Array> {
  print.add(name);
  for await (const piece of made) {
    print.addBytes(piece);
    yield piece;
  }
}

async function* singleFiles(
  folder: string,
  singles: Found['singles'],
  signal?: AbortSignal,
): AsyncGenerator<IosRecordFile> {
  for await (const { name, text, seconds } of singles?.list() ?? []) {
    const mtimeNs = fingerprintedTime(seconds, fingerprintOf(name, text));
    yield {
      path: [folder, singles?.folder ?? '', name],
      bytes: () => pieces(once(text), signal),
      mtimeNs: () => mtimeNs,
    };
  }
}

/** Texts in pieces, with room for others between them: SQLite answers at once and would let nobody else have a turn. */
async function* pieces(texts: AsyncIterable<string>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const made = inPieces(texts);
  try {
    for (;;) {
      const { done, value } = await readable(made.next());
      if (done === true || value === undefined) return;
      if (signal?.aborted === true) throw new SourceError('cancelled', 'Reading was stopped.');
      yield value;
      await setImmediate();
    }
  } finally {
    await made.return(undefined);
  }
}

/** What goes wrong with a value that no phone of Apple's writes concerns its category, as does what SQLite refuses. */
async function readable<T>(made: Promise<T>): Promise<T> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw unreadable(error);
    throw error;
  }
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}
