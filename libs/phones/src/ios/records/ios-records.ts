import { setImmediate } from 'node:timers/promises';
import type { Category, LeftOut } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { Fingerprint, fingerprintedTime, fingerprintOf } from '../../records/fingerprint.js';
import { inPieces } from '../../records/formats/in-pieces.js';
import { RECORDS_FOLDER } from '../../records/record-names.js';
import { unreadable } from './database/attempt.js';
import type { IosDatabases } from './ios-databases.js';
import type { Found, IosKind } from './ios-kind.js';
import { IOS_KINDS } from './ios-kinds.js';
import { Tally } from './tally.js';

export type { IosDatabases } from './ios-databases.js';

/** A file made of what an iPhone keeps in databases. */
export interface IosRecordFile {
  /** Below `Phone records`. */
  readonly path: readonly string[];
  readonly category: Category;
  /** The newest record's second and a fingerprint as the fraction: equal records give equal bytes and times. */
  readonly mtimeNs: bigint;
  /** Made while they are read, in pieces; as often as wanted while the copies of the databases are there. */
  bytes(): AsyncIterable<Uint8Array>;
}

/**
 * What an iPhone keeps in databases, made into the same files as on Android: docs/phone-records.md. A database that the
 * backup does not have gives no files; one that cannot be read leaves its category out with the cause, and the others go
 * on. Memory does not grow with the databases. Throws `SourceError` for what ends the run (`cancelled`).
 */
export async function* iosRecords(
  databases: IosDatabases,
  leftOut: (left: LeftOut) => void,
  signal?: AbortSignal,
): AsyncGenerator<IosRecordFile> {
  for (const kind of IOS_KINDS) {
    const tally = new Tally();
    try {
      const found = await kind.find(databases, tally);
      if (found !== undefined) yield* filesOf(kind, found, tally, signal);
    } catch (error) {
      if (!(error instanceof SourceError) || error.causeClass !== 'unreadable') throw error;
      tally.lose('unreadable');
    }
    for (const cause of tally.leftOut) {
      const path = [RECORDS_FOLDER, kind.folder].map((name) => Buffer.from(name));
      leftOut({ path, category: kind.category, cause });
    }
  }
}

async function* filesOf(
  { category, folder }: IosKind,
  { files, telling, singles }: Found,
  tally: Tally,
  signal?: AbortSignal,
): AsyncGenerator<IosRecordFile> {
  const print = new Fingerprint();
  for (const { name, render } of files.slice(0, telling)) {
    for await (const piece of pieces(render(), signal))
      print.add(name, Buffer.from(piece).toString('latin1'));
    // The first file has every record; what the others read of them again is no more of them.
    tally.close();
  }
  if (tally.records === 0) return;
  const mtimeNs = fingerprintedTime(tally.seconds, print.hex());
  for (const { name, render } of files) {
    yield { path: [folder, name], category, mtimeNs, bytes: () => pieces(render(), signal) };
  }
  for await (const { name, text, seconds } of singles?.list() ?? []) {
    yield {
      path: [folder, singles?.folder ?? '', name],
      category,
      mtimeNs: fingerprintedTime(seconds, fingerprintOf(name, text)),
      bytes: () => pieces(once(text), signal),
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
