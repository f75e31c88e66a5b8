import type { AuditExportHeader } from '@holdfast/contracts';
import { AnchorLedger } from './anchor-ledger.js';
import { type CheckedAnchor, fingerprintOf } from './anchor-check.js';
import { ChainCheck, Missing } from './chain-check.js';
import { headerOf, isAnchorLine, recordLineOf, chainRecordOf } from './export-line.js';
import { linesOf } from './lines-of.js';
import { notProven } from './not-proven.js';
import { Broken, type Verdict, type Wrong } from './verdict.js';

export interface ToVerify {
  /** The export from its beginning; asked for three times. */
  readonly open: () => AsyncIterable<Buffer>;
  /** Kept elsewhere. */
  readonly anchors: readonly CheckedAnchor[];
  /** Fingerprints of keys kept elsewhere; empty: none. */
  readonly keys: ReadonlySet<string>;
}

/**
 * Checks an export from end to end (docs/audit.md). Reads the file twice: anchors stand behind the events that they are
 * about. Memory grows with the anchors (one an hour at most), never with the events.
 */
export async function verifyExport(wanted: ToVerify): Promise<Verdict> {
  const found: { header?: AuditExportHeader; chain?: ChainCheck; ledger?: AnchorLedger } = {};
  const wrong = await brokenAt(async () => {
    const header = await readHeader(wanted);
    found.header = header;
    const chain = (found.chain = new ChainCheck(header));
    const ledger = (found.ledger = new AnchorLedger(header, wanted));
    for await (const line of linesOf(wanted.open())) if (isAnchorLine(line.text)) ledger.addLine(line);
    await checkChain(wanted, chain, ledger);
    ledger.end(chain.seq);
  });
  const { header, chain, ledger } = found;
  const after = header?.after?.seq ?? 0;
  const anchors = ledger?.agreed ?? {
    keptUpTo: null,
    signedUpTo: null,
    inExport: 0,
    given: wanted.anchors.length,
  };
  const proven = anchors.keptUpTo !== null || anchors.signedUpTo !== null;
  return {
    verdict: wrong ? 'broken' : proven ? 'proven' : 'unanchored',
    company: header?.company ?? null,
    events: (chain?.seq ?? after) - after,
    after,
    head: header?.head ?? null,
    wrong,
    anchors,
    fingerprint: header ? fingerprintOf(header.publicKey) : null,
    notProven: wrong || !header ? [] : notProven(header, anchors),
  };
}

async function brokenAt(work: () => Promise<void>): Promise<Wrong | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Broken) return error.wrong;
    if (error instanceof RangeError) return new Broken('edit', 0, `Not an export: ${error.message}.`).wrong;
    throw error;
  }
}

async function readHeader({ open }: ToVerify): Promise<AuditExportHeader> {
  for await (const line of linesOf(open())) {
    const header = line.ended ? headerOf(line.text) : undefined;
    if (header) return header;
    break;
  }
  throw new Broken('edit', 0, 'The first line is not the header of an audit export of version 1.');
}

async function checkChain({ open }: ToVerify, chain: ChainCheck, ledger: AnchorLedger): Promise<void> {
  let missing: Missing | undefined;
  let anchorsBegan = false;
  for await (const { text, number, ended } of linesOf(open())) {
    if (number === 1) continue;
    if (!ended) {
      const seq = anchorsBegan || isAnchorLine(text) ? 0 : chain.seq + 1;
      throw (
        missing?.as('deletion') ?? new Broken('truncation', seq, `The file is cut off in line ${number}.`)
      );
    }
    if (isAnchorLine(text)) {
      anchorsBegan = true;
    } else if (missing) {
      const line = recordLineOf(text);
      if (line && chainRecordOf(line.record)?.seq === missing.seq) throw missing.as('reorder');
    } else if (anchorsBegan) {
      throw new Broken('reorder', 0, `Something else stands among the anchors (line ${number}).`);
    } else {
      try {
        ledger.compare(chain.next(text, number));
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        missing = error;
      }
    }
  }
  if (missing) throw missing.as('deletion');
  chain.end();
}
