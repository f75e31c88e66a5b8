import type { Category, PushSink } from '@holdfast/contracts';
import { RECORDS } from '../store/kept-names.js';

/** A file made of the phone's databases. */
export interface RecordFile {
  /** Below `Phone records`. */
  readonly path: readonly string[];
  readonly category: Category;
  readonly mtimeNs: bigint;
  bytes(): AsyncIterable<Uint8Array>;
}

const FOLDER = 'Phone records';

/** Stores what was made of the phone's databases and shows it where it is shown of every phone (docs/phone-records.md). */
export async function putRecords(sink: PushSink, files: AsyncIterable<RecordFile>): Promise<void> {
  let made = 0;
  for await (const file of files) {
    const { path, category, mtimeNs } = file;
    made += 1;
    // A number, since the last name may come from the phone; it is none of the phone's own files.
    const from = `${RECORDS}/${made}`;
    await sink.begin(from, undefined, category, [FOLDER, ...path].join('/'));
    for await (const piece of file.bytes()) await sink.write(piece);
    await sink.end();
    const shown = {
      path: [FOLDER, ...path].map((name) => Buffer.from(name)),
      kind: 'file' as const,
      isMade: true as const,
      mtimeNs,
      category,
    };
    if (!(await sink.arrange(from, shown))) {
      sink.leaveOut({ path: shown.path, category, cause: 'name-refused' });
      await sink.remove(from);
    }
  }
}
