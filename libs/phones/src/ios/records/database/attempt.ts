import { SourceError } from '@holdfast/contracts/sources';

/** Runs what asks SQLite; what SQLite says against it concerns this database only. */
export function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof SourceError ? error : unreadable(error);
  }
}

/** A database that cannot be read, or lacks what it has to have. */
export function unreadable(cause: unknown): SourceError {
  return new SourceError(
    'unreadable',
    'A database of the iPhone cannot be read. The file itself is in the snapshot as the phone sent it; the rest goes on.',
    { cause },
  );
}
