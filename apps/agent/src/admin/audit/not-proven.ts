import type { AuditExportHeader } from '@holdfast/contracts';
import type { Verdict } from './verdict.js';

/** What a whole chain still leaves open, and what would close it. */
export function notProven(header: AuditExportHeader, anchors: Verdict['anchors']): string[] {
  const { keptUpTo, signedUpTo } = anchors;
  const head = header.head.seq;
  const open: string[] = [];
  if (keptUpTo === null && signedUpTo === null) {
    open.push(
      'Nothing kept elsewhere was given: whoever rules the server could have written the whole log anew, with anchors and key. ' +
        'Give --anchors with files from a location that the server cannot change, and --public-key with the fingerprint you wrote down.',
    );
  } else if (keptUpTo === null) {
    open.push(
      'The anchors are those of the export: whoever has the secret of the server could have signed others. ' +
        'Give --anchors with files from a location that the server cannot change.',
    );
  }
  const proven = Math.max(keptUpTo ?? 0, signedUpTo ?? 0);
  if (proven > 0 && proven < head)
    open.push(
      `Events ${proven + 1} to ${head} came after the newest anchor: that none was left out at the end shows with the next one.`,
    );
  if (header.after)
    open.push(
      `Events 1 to ${header.after.seq} are not in this export; only that this one goes on from them.`,
    );
  return open;
}
