import type { Category } from '../categories.js';

/** One item already in the store, as the driving phone asks to see it. */
export interface StagedItem {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

/**
 * What a phone that drives its own backup (mobilebackup2) may do to the provisional store.
 * Every call is awaitable: that is the back-pressure. Paths are slash-separated and validated by the sink.
 */
export interface PushSink {
  begin(path: string, announcedSize?: bigint, category?: Category): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  mkdir(path: string): Promise<void>;
  list(path: string): Promise<readonly StagedItem[]>;
  read(path: string): AsyncIterable<Uint8Array>;
  move(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Nothing staged is in a snapshot before this resolves. */
  commit(): Promise<void>;
  abort(reason: string): Promise<void>;
}

/** The files of the last finished run that an increment needs back (manifests), or nothing for a first run. */
export interface PreviousRun {
  read(path: string): AsyncIterable<Uint8Array> | undefined;
}

/** A phone that drives the agent (ios). **Fixed**: `phones` implements it, `storage` provides the sink. */
export interface PushSource {
  run(sink: PushSink, previous: PreviousRun | undefined, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
