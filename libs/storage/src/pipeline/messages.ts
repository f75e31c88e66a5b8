import type { SealedPack } from '../packs/pack-writer.js';
import type { StorageErrorCode } from '../storage-error.js';

/** What a sealing thread is born with. */
export interface ThreadData {
  readonly repositoryId: Uint8Array;
  readonly secret: Uint8Array;
  readonly epoch: { readonly number: number; readonly key: Uint8Array; readonly createdAtMs: number };
  readonly spool: string;
  readonly index: string;
  readonly packBytes: number;
  readonly claims: SharedArrayBuffer;
  readonly gate: SharedArrayBuffer;
  readonly mostWaiting: number;
  /** SLOTS × SLOT_BYTES for bytes that are streamed. */
  readonly slots: SharedArrayBuffer;
}

/** Two, so that one is filled while the other is cut. */
export const SLOTS = 2;
export const SLOT_BYTES = 1024 * 1024;
/** Files below this are stored together. */
export const SMALL_FILE_BYTES = 16 * 1024;
export const BUNDLE_BYTES = 1024 * 1024;

/** A file of this workstation that a thread opens itself. */
export interface LocalFile {
  readonly id: number;
  readonly path: string;
}

/** To a thread. Files of one message that turn out small share a bundle, and small ones come in a message of their own. */
export type Order =
  | { readonly type: 'local'; readonly files: readonly LocalFile[] }
  | { readonly type: 'stream'; readonly slot: number; readonly pieces: readonly StreamPiece[] }
  /** The file whose end has not come is none. */
  | { readonly type: 'abandon' }
  | {
      readonly type: 'small';
      readonly slot: number;
      readonly files: readonly { readonly id: number; readonly offset: number; readonly length: number }[];
    }
  | { readonly type: 'flush' };

/** Bytes of a streamed file in a slot; one that is longer goes on in the thread's next slot. */
export interface StreamPiece {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  readonly ends: boolean;
}

/** One file, read. */
export interface FileRead {
  readonly id: number;
  /** 32 bytes a chunk, or the bundle that it lies in. */
  readonly ids: Uint8Array;
  readonly bundle?: { readonly id: Uint8Array; readonly offset: number };
  readonly bytes: number;
  /** Of the file while it was read; absent for streamed ones. */
  readonly mtimeNs?: bigint;
  readonly highEntropyBytes: number;
  /** It changed under both readings, so what was stored may be part old and part new. */
  readonly changed: boolean;
}

/** From a thread. A message wakes a thread, which costs as much as sealing 20 KB: each tells all there is to tell. */
export type Answer =
  | {
      readonly type: 'files';
      readonly files: readonly FileRead[];
      readonly unopened: readonly number[];
      /** May be filled again. */
      readonly slot?: number | undefined;
      /** The order was obeyed. */
      readonly done: boolean;
    }
  | { readonly type: 'read'; readonly bytes: number }
  | { readonly type: 'pack'; readonly pack: SealedPack }
  | { readonly type: 'flushed'; readonly touched: readonly number[] }
  | { readonly type: 'failed'; readonly error: FailedWith };

export interface FailedWith {
  readonly code?: StorageErrorCode;
  readonly message: string;
  readonly retryHelps?: boolean;
  readonly stack?: string | undefined;
}
