import type { CauseClass, LeftOut } from '@holdfast/contracts';
import type { BackupResult } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { bytesText, countText, durationText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { Output } from '../terminal/output.js';
import { shortId } from './snapshots.js';

/** A backup that was made, and what its phone is called. */
export interface MadeBackup {
  readonly result: BackupResult;
  readonly phone: string;
  readonly name: string;
  readonly repositoryId: string;
}

/** Names shown of what was left out; the rest is counted. */
const SHOWN = 20;
const SHOWN_IN_JSON = 1000;

const SEALING: readonly CauseClass[] = ['iphone-password-unknown', 'iphone-not-encrypted'];

/** What an iPhone's own sealing keeps back, in words; these have no path that means anything to a person. */
function sealingTexts(left: readonly LeftOut[]): string[] {
  const texts: string[] = [];
  if (left.some(({ cause }) => cause === 'iphone-password-unknown'))
    texts.push(
      'The iPhone sealed this backup with a password of its own that is not known here, or is another than the one given. The backup is\n' +
        'whole and goes back onto an iPhone or to Finder with that password, but nothing in it can be looked at: --phone-password-file.',
    );
  const notSealed = left
    .filter(({ cause }) => cause === 'iphone-not-encrypted')
    .map(({ category }) => category);
  if (notSealed.length > 0)
    texts.push(
      `Not in it, because this iPhone does not seal its backups: ${notSealed.join(', ')}. "holdfast iphone-password" sets a password.`,
    );
  return texts;
}

/** Tells how a backup went. @throws Fault `incomplete` where something that was asked for could not be read */
export function reportBackup(output: Output, made: MadeBackup): void {
  const { result } = made;
  const missing = result.leftOut.filter((left) => left.cause !== 'not-in-policy');
  const failed = missing.filter((left) => left.cause !== 'unsupported');
  output.document({
    repositoryId: made.repositoryId,
    snapshot: {
      id: result.snapshotId,
      phone: made.phone,
      name: made.name,
      takenAt: result.takenAt.toISOString(),
      whole: result.driven,
      files: result.files,
      bytes: result.bytes,
      leftOut: result.leftOut.length,
    },
    storedBytes: result.facts.storedBytes,
    readBytes: result.facts.readBytes,
    durationMs: result.facts.durationMs,
    categories: result.facts.categories,
    leftOut: missing
      .slice(0, SHOWN_IN_JSON)
      .map((left) => ({ ...jsonPath(left.path), category: left.category, cause: left.cause })),
    leftOutCount: missing.length,
  });
  output.summary(
    `Snapshot ${shortId(result.snapshotId)} of ${printableText(made.name)}: ${countText(result.files, 'file')}, ` +
      `${bytesText(result.bytes)}. New: ${bytesText(result.facts.readBytes)} read, ` +
      `${bytesText(result.facts.storedBytes)} stored, in ${durationText(result.facts.durationMs)}.`,
  );
  const unsupported = missing.filter((left) => left.cause === 'unsupported').map((left) => left.category);
  if (unsupported.length > 0) {
    output.warning(
      `Not read from the phone yet: its databases of ${unsupported.join(', ')}. Exported files of them are in the snapshot.`,
    );
  }
  if (failed.length === 0) return;
  for (const text of sealingTexts(failed)) output.warning(text);
  const named = failed.filter(({ cause }) => !SEALING.includes(cause));
  for (const left of named.slice(0, SHOWN))
    output.warning(`Left out (${left.cause}): ${printablePath(left.path)}`);
  if (named.length > SHOWN) output.warning(`… and ${countText(named.length - SHOWN, 'more', 'more')}.`);
  throw new Fault('incomplete', {
    what: `The snapshot is complete but for ${countText(failed.length, 'thing')} that could not be read.`,
    holds: 'Everything else is backed up and can be restored.',
    next: 'Look at the causes above; the next backup tries again.',
  });
}
