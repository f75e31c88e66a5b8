/** Path → contents. */
export type Files = ReadonlyMap<string, Buffer>;

/** A snapshot that a person was told is complete. */
export interface Reported {
  readonly id: string;
  readonly phone: string;
  readonly files: Files;
  /** Of a phone that drove: its own names → bytes as it stored them. */
  readonly pushed?: Files;
  /** Objects that fate has hurt and that it names. While one of them is not as it was, files of it may be unreadable. */
  readonly hurtBy: Set<string>;
  /** Somebody who let it go was not told whether that worked. */
  maybeForgotten: boolean;
}

/** What a backup set out to store: it may count without anybody having been told. */
export interface Attempt {
  readonly phone: string;
  readonly files: Files;
  readonly pushed?: Files;
  /** The phone refused these, so they may be left out. */
  readonly mayLack: ReadonlySet<string>;
}

/** What the repository owes its people. */
export class Ledger {
  readonly reported = new Map<string, Reported>();
  readonly attempts: Attempt[] = [];
  readonly forgotten = new Set<string>();
  /** Names of objects that fate took or changed. */
  readonly damaged = new Set<string>();
  /** Names of objects that were seen whole, and that fate has not touched since: nothing else changes them. */
  readonly seenWhole = new Set<string>();
  /** Snapshots that were damaged while somebody pruned: nothing kept what they need. */
  readonly unprotected = new Set<string>();
  /** Then an epoch may have begun that some keys do not open. */
  keysWereHurt = false;

  /** By the id that it has, or that it had before it was packed anew. */
  find(id: string, originalId: string | undefined): Reported | undefined {
    return this.reported.get(id) ?? this.reported.get(originalId ?? '');
  }
}
