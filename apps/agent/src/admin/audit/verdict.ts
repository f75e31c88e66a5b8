/** What the first wrong place looks like. `rewrite`: the chain is whole, and another one than was anchored. */
export type WrongKind = 'edit' | 'deletion' | 'reorder' | 'insertion' | 'truncation' | 'rewrite';

/** The first place that is wrong. Events before `seq` are as they were; those after it are not judged. */
export interface Wrong {
  readonly kind: WrongKind;
  /** 0: the header or the anchors of the export and no event. */
  readonly seq: number;
  /** Where it can only be said that it lies between two: the last one. */
  readonly upTo: number;
  readonly what: string;
}

/** Carries a finding out of the middle of a stream. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly wrong: Wrong;
  constructor(kind: WrongKind, seq: number, what: string, upTo = seq) {
    super(what);
    this.wrong = { kind, seq, upTo, what };
  }
}

/** What `holdfast-admin audit verify` found. */
export interface Verdict {
  readonly verdict: 'proven' | 'unanchored' | 'broken';
  readonly company: string | null;
  /** Events that were checked and are whole. */
  readonly events: number;
  /** Where the export begins and ends, as it says itself. */
  readonly after: number;
  readonly head: { readonly seq: number; readonly hash: string; readonly at: string } | null;
  readonly wrong: Wrong | null;
  readonly anchors: {
    /** Up to which event an anchor kept elsewhere agrees; null: none was given. */
    readonly keptUpTo: number | null;
    /** Up to which event an anchor of a key that was given agrees; null: no key was given, or no anchor is there. */
    readonly signedUpTo: number | null;
    readonly inExport: number;
    readonly given: number;
  };
  /** Of the key that the export names. */
  readonly fingerprint: string | null;
  /** What this check leaves open, in sentences. */
  readonly notProven: readonly string[];
}
