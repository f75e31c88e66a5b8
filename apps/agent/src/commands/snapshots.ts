import type { SnapshotSummary } from '@holdfast/storage';
import { Command } from 'commander';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { printableText } from '../terminal/printable.js';
import { table } from '../terminal/table.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withReadingOptions } from './shared-options.js';

/** `holdfast snapshots`: what there is, newest first. */
export function snapshotsCommand(context: CommandContext): Command {
  return withOutputOptions(
    withReadingOptions(
      new Command('snapshots')
        .summary('list the snapshots, newest first')
        .description(
          'Lists the snapshots of a repository, newest first. PHONE narrows the list to one phone.',
        )
        .argument(
          '[phone]',
          'label or id of an enrolled phone; standalone: folder:DIR, android:SERIAL or ios:UDID',
        ),
    ),
  ).action(async (phone: string | undefined, flags: RepositoryFlags & OutputFlags) => {
    const output = outputOf(context, flags);
    const opened = await openForCommand(context, flags);
    try {
      const wanted = phone === undefined ? undefined : await opened.phoneNamed(phone);
      const all = await opened.repository.snapshots();
      const shown = wanted === undefined ? all : all.filter((snapshot) => snapshot.phone === wanted);
      const nameOf = (snapshot: SnapshotSummary): string =>
        opened.phoneName(snapshot.phone, snapshot.sourceName);
      output.document({
        repositoryId: opened.id,
        snapshots: shown.map((snapshot) => snapshotJson(snapshot, nameOf(snapshot))),
      });
      if (shown.length === 0) output.line('There is no snapshot yet. Make the first with "holdfast backup".');
      else output.line(snapshotTable(shown, nameOf));
      output.summary(shown.length === 0 ? '' : countText(shown.length, 'snapshot'));
    } finally {
      await opened.close();
    }
  });
}

/** A snapshot as `--json` shows it. */
export function snapshotJson(snapshot: SnapshotSummary, name: string): Record<string, unknown> {
  return {
    id: snapshot.id,
    phone: snapshot.phone,
    name,
    takenAt: snapshot.takenAt.toISOString(),
    whole: snapshot.driven,
    files: snapshot.files,
    bytes: snapshot.bytes,
    leftOut: snapshot.leftOut,
  };
}

/** Enough of an id to name a snapshot in any repository a person has. */
export const shortId = (id: string): string => (id.replaceAll('-', '').length > 12 ? id.slice(0, 12) : id);

function snapshotTable(
  snapshots: readonly SnapshotSummary[],
  nameOf: (snapshot: SnapshotSummary) => string,
): string {
  const rows = snapshots.map((snapshot) => [
    shortId(snapshot.id),
    momentText(snapshot.takenAt),
    snapshot.files.toLocaleString('en-US'),
    bytesText(snapshot.bytes),
    snapshot.leftOut === 0 ? '' : snapshot.leftOut.toLocaleString('en-US'),
    // An iPhone may have both: what it gives itself, and its photos as any program reads them.
    printableText(nameOf(snapshot)) + (snapshot.driven ? ', whole' : ''),
  ]);
  return table(['SNAPSHOT', 'TAKEN', 'FILES', 'SIZE', 'LEFT OUT', 'PHONE'], rows, [2, 3, 4]);
}
