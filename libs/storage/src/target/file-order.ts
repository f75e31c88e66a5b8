import type { StorageErrorCode } from '../storage-error.js';

/** A slice of a chunk and the place in a file where it belongs; `file` counts in the order's files. */
export interface Piece {
  readonly file: number;
  /** Bytes from the file's beginning. */
  readonly at: number;
  /** Bytes from the chunk's beginning. */
  readonly from: number;
  readonly length: number;
}

/** One file of a restore, in names that this computer can hold. */
export interface FileOrder {
  readonly folder: readonly Uint8Array[];
  readonly name: Uint8Array;
  /** Where its bytes are gathered until it is whole. */
  readonly part: Uint8Array;
  /** Pieces of it in this order; when they are all of it, whoever writes them names the file as well. */
  readonly pieces: number;
  readonly isWhole: boolean;
  readonly mode: number | undefined;
  readonly mtimeNs: bigint;
  readonly replace: boolean;
}

/** What went wrong, as it passes from thread to thread. */
export interface Failure {
  readonly code?: StorageErrorCode | undefined;
  /** Of the operating system. */
  readonly system?: string | undefined;
  readonly message: string;
}

export function failureOf(error: unknown): Failure {
  const { message, code, name } = error as NodeJS.ErrnoException;
  return name === 'StorageError' ? { message, code: code as StorageErrorCode } : { message, system: code };
}
