import type { Damage } from '../repository/repository.js';
import type { PackKind } from '../packs/pack-layout.js';
import type { Failure, FileOrder, Piece } from '../target/file-order.js';

/** Chunks to be written out of one pack. */
export interface PackOrder {
  readonly kind: PackKind;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly chunks: readonly { readonly id: Uint8Array; readonly pieces: readonly Piece[] }[];
  readonly files: readonly FileOrder[];
}

export interface PackWritten {
  /** Chunks that could not be opened, by their place in the order. */
  readonly chunks: readonly { readonly chunk: number; readonly failure: Failure }[];
  /** Files that could not be written, by their place in the order. */
  readonly files: readonly { readonly file: number; readonly failure: Failure }[];
}

/** What a look at a whole object found; `closed`: whole, but of an epoch that this key does not open. */
export type Finding = Damage['what'] | 'closed';

/** To a thread that opens packs, and back; answers come in the order of the questions. */
export type Question =
  | { readonly type: 'write'; readonly order: PackOrder }
  | { readonly type: 'check'; readonly kind: PackKind; readonly name: string; readonly bytes: Uint8Array };
export type Reply =
  | { readonly type: 'written'; readonly written: PackWritten }
  | { readonly type: 'checked'; readonly what: Finding | undefined }
  | { readonly type: 'failed'; readonly failure: Failure };
