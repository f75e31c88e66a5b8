import type { AuditExportHeader } from '@holdfast/contracts';
import { type CheckedAnchor, checkAnchor, fingerprintOf } from './anchor-check.js';
import type { Line } from './lines-of.js';
import { Broken, type Verdict } from './verdict.js';

interface Entry extends CheckedAnchor {
  readonly kept: boolean;
}

/** All anchors of a chain by number, and how far they agree with it. */
export class AnchorLedger {
  private readonly bySeq = new Map<number, Entry[]>();
  private readonly own: string;
  private last = 0;
  private lines = 0;
  private ownSigned = false;
  private agreedUpTo: number;
  private keptUpTo: number | null = null;
  private signedUpTo: number | null = null;

  /** @throws Broken when the key of the header is none of those given, or no anchor given is of this company */
  constructor(
    private readonly header: AuditExportHeader,
    private readonly given: {
      readonly anchors: readonly CheckedAnchor[];
      readonly keys: ReadonlySet<string>;
    },
  ) {
    this.own = fingerprintOf(header.publicKey);
    this.agreedUpTo = header.after?.seq ?? 0;
    if (given.keys.size > 0 && !given.keys.has(this.own))
      throw new Broken('edit', 0, 'The export names another public key than the one that you kept.');
    const kept = given.anchors.filter(({ company }) => company === header.company);
    for (const anchor of kept) this.add({ ...anchor, kept: true });
    if (given.anchors.length > kept.length && kept.length === 0)
      throw new Broken('rewrite', 0, 'None of the anchors that you kept is of the company of this export.');
  }

  get agreed(): Verdict['anchors'] {
    const { keptUpTo, signedUpTo, lines: inExport } = this;
    return { keptUpTo, signedUpTo, inExport, given: this.given.anchors.length };
  }

  /** An anchor of the export. @throws Broken */
  addLine({ text, number, ended }: Line): void {
    const wrong = (what: string): Broken => new Broken('edit', 0, `${what} (line ${number}).`);
    if (!ended) throw new Broken('truncation', 0, `The file is cut off in line ${number}.`);
    const anchor = checkAnchor(text);
    if (!anchor) throw wrong('An anchor is not what was signed');
    if (anchor.company !== this.header.company) throw wrong('An anchor is of another company');
    if (anchor.seq <= this.last)
      throw new Broken('reorder', 0, `The anchors are not in their order (line ${number}).`);
    if (this.given.keys.size > 0 && !this.given.keys.has(anchor.fingerprint))
      throw wrong('An anchor is signed by another key than those that you kept');
    this.ownSigned ||= anchor.fingerprint === this.own;
    this.last = anchor.seq;
    this.lines += 1;
    this.add({ ...anchor, kept: false });
  }

  /** The chain has come to an event. @throws Broken when an anchor says otherwise */
  compare({ seq, hash }: { readonly seq: number; readonly hash: string }): void {
    for (const entry of this.bySeq.get(seq) ?? []) {
      if (entry.hash !== hash) {
        const whose = entry.kept ? 'An anchor that you kept' : 'An anchor of the export';
        const first = this.agreedUpTo + 1;
        throw new Broken('rewrite', first, `${whose} has another event ${seq} than the chain.`, seq);
      }
      this.agree(entry);
    }
    if (this.bySeq.has(seq)) this.agreedUpTo = seq;
  }

  /** After the last event, `seq`. @throws Broken */
  end(seq: number): void {
    const beyond = [...this.bySeq.keys()].reduce((most, one) => Math.max(most, one), 0);
    if (beyond > seq) {
      const what =
        `An anchor has event ${beyond}, and the export ends at ${seq}: events were cut off, ` +
        'or the export is older than the anchor. Export again to tell.';
      throw new Broken('truncation', seq + 1, what, beyond);
    }
    if (this.lines !== this.header.anchors)
      throw new Broken(
        'truncation',
        0,
        `The export has ${this.lines} of its ${this.header.anchors} anchors.`,
      );
    if (this.lines > 0 && !this.ownSigned)
      throw new Broken('edit', 0, 'The key that the export names has signed none of its anchors.');
  }

  private agree({ seq, kept, fingerprint }: Entry): void {
    if (kept) this.keptUpTo = seq;
    if (this.given.keys.has(fingerprint)) this.signedUpTo = seq;
  }

  private add(entry: Entry): void {
    const after = this.header.after;
    if (after && entry.seq < after.seq) return; // Before the beginning of this export.
    if (after?.seq === entry.seq) {
      if (entry.hash === after.hash) return this.agree(entry);
      const what = `An anchor has another event ${after.seq} than the one this export goes on from.`;
      throw new Broken('rewrite', after.seq, what);
    }
    this.bySeq.set(entry.seq, [...(this.bySeq.get(entry.seq) ?? []), entry]);
  }
}
