import type { CauseClass, Category, Entry } from '@holdfast/contracts';
import { RECORDS_FOLDER, RECORDS_REF } from '../../records/record-names.js';

/** One category of records on one phone. */
export interface Recording {
  readonly folder: string;
  /** Looks at what there is; why something of it is missing. Throws `SourceError` when nothing of it can be had. */
  look(signal?: AbortSignal): Promise<readonly CauseClass[]>;
  /** The entries of what was seen, folders first. */
  entries(signal?: AbortSignal): AsyncIterable<Entry>;
  /** The bytes of the entry whose `ref` ends with `name`; looks first where nobody did. */
  open(name: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Where an entry of records is and what becomes of it. */
export interface RecordEntry {
  readonly category: Category;
  /** Below `RECORDS_FOLDER`. */
  readonly path: readonly (string | Uint8Array)[];
  /** `undefined` for a folder: it has no bytes and no time, so that it never changes. */
  readonly file?: { readonly name: string; readonly mtimeNs: bigint };
}

/** The entry of a file that is made while it is read, or of the folder above it. */
export function recordEntry({ category, path, file }: RecordEntry): Entry {
  return {
    path: [RECORDS_FOLDER, ...path].map((name) => Buffer.from(name)),
    kind: file === undefined ? 'directory' : 'file',
    size: 0n,
    mtimeNs: file?.mtimeNs ?? 0n,
    category,
    ref: `${RECORDS_REF}${category}/${file?.name ?? ''}`,
    ...(file === undefined ? {} : { sizeUnknown: true as const }),
  };
}
