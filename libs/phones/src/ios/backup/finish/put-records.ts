import type { ArrangedFiles } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { RECORDS_FOLDER } from '../../../records/record-names.js';
import type { IosRecordFile, IosRecords } from '../../records/ios-records.js';
import { RECORDS } from '../store/kept-names.js';
import { madeOf, type ContentId } from './made-of.js';

/** A file that is stored and not shown yet. */
interface Staged {
  readonly from: string;
  readonly file: IosRecordFile;
}

/**
 * Stores what is made of the phone's databases and shows it where it is shown of every phone (docs/phone-records.md). What
 * the last snapshot shows of the same databases is shown again. A category that cannot be read is left out with its cause,
 * and the others go on. Throws `SourceError` for what ends the run (`cancelled`).
 */
export async function putRecords(
  sink: ArrangedFiles,
  kinds: Iterable<IosRecords>,
  contentId: ContentId,
): Promise<void> {
  // A number, since the last name may come from the phone; it is none of the phone's own files.
  let made = 0;
  const nextPlace = (): string => `${RECORDS}/${(made += 1)}`;
  for (const kind of kinds) {
    const of = await madeOf(kind, contentId);
    if ((await sink.keepMade(named([kind.folder]), of)) > 0) continue;
    const staged: Staged[] = [];
    const causes = new Set(await stage(sink, kind, staged, nextPlace));
    for (const cause of causes) sink.leaveOut({ path: named([kind.folder]), category: kind.category, cause });
    const isWhole = causes.size === 0 && areApart(staged);
    // What is not whole is made again the next time, so that it is told again what is missing.
    await show(sink, kind, staged, isWhole ? of : undefined);
  }
}

/** Returns why something is missing of it. */
async function stage(sink: ArrangedFiles, kind: IosRecords, staged: Staged[], nextPlace: () => string) {
  try {
    for await (const file of kind.files()) {
      const from = nextPlace();
      await sink.begin(from, undefined, kind.category, [RECORDS_FOLDER, ...file.path].join('/'));
      try {
        for await (const piece of file.bytes()) await sink.write(piece);
      } catch (error) {
        if (isUnreadable(error)) {
          await sink.end();
          await sink.remove(from);
        }
        throw error;
      }
      await sink.end();
      staged.push({ from, file });
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return [...kind.leftOut(), 'unreadable' as const];
  }
  return kind.leftOut();
}

/** Two files of one name cannot both be shown. */
const areApart = (staged: readonly Staged[]): boolean =>
  new Set(staged.map(({ file }) => file.path.join('/'))).size === staged.length;

async function show(
  sink: ArrangedFiles,
  { category }: IosRecords,
  staged: readonly Staged[],
  of: Uint8Array | undefined,
): Promise<void> {
  for (const { from, file } of staged) {
    const shown = {
      path: named(file.path),
      kind: 'file' as const,
      isMade: true as const,
      mtimeNs: file.mtimeNs(),
      category,
      ...(of === undefined ? {} : { madeOf: of }),
    };
    if (await sink.arrange(from, shown)) continue;
    sink.leaveOut({ path: shown.path, category, cause: 'name-refused' });
    await sink.remove(from);
  }
}

const named = (path: readonly string[]): Uint8Array[] =>
  [RECORDS_FOLDER, ...path].map((name) => Buffer.from(name));

const isUnreadable = (error: unknown): boolean =>
  error instanceof SourceError && error.causeClass === 'unreadable';
