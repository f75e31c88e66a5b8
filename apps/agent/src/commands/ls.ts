import type { SnapshotEntry } from '@holdfast/storage';
import { Command } from 'commander';
import { bytesText, modeText, momentText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath } from '../terminal/printable.js';
import { safeJson } from '../terminal/safe-json.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withRepositoryOptions } from './shared-options.js';
import { pathMeant, snapshotMeant } from './snapshot-argument.js';
import { snapshotJson } from './snapshots.js';

interface LsFlags extends RepositoryFlags, OutputFlags {
  readonly phone?: string;
  readonly recursive?: boolean;
}

/** `holdfast ls`: what a snapshot holds. */
export function lsCommand(context: CommandContext): Command {
  return withOutputOptions(
    withRepositoryOptions(
      new Command('ls')
        .summary('list the files of a snapshot')
        .description('Lists what a snapshot holds at PATH (its top, unless given).')
        .argument('[snapshot]', '"latest", an id, or the beginning of one', 'latest')
        .argument('[path]', 'folder or file within the snapshot', '/')
        .option('-R, --recursive', 'everything below PATH, not only the first level')
        .option('--phone <phone>', 'which phone "latest" is of'),
    ),
  ).action(async (reference: string, pathText: string, flags: LsFlags) => {
    const output = outputOf(context, flags);
    const opened = await openForCommand(context, flags);
    try {
      const snapshot = await snapshotMeant(opened, reference, flags.phone);
      const path = await pathMeant(opened.repository, snapshot.id, pathText);
      const name = opened.phoneName(snapshot.phone, snapshot.sourceName);
      const entries = opened.repository.list(snapshot.id, { path, recursive: flags.recursive ?? false });
      const begin = `{"snapshot":${safeJson(snapshotJson(snapshot, name))},"entries":[`;
      // One entry at a time: a phone may hold a million, and the list must not be held in memory.
      let first = true;
      for await (const entry of entries) {
        context.signal.throwIfAborted();
        if (output.json) await output.piece(`${first ? begin : ','}${safeJson(entryJson(entry))}`);
        else await output.piece(`${entryLine(entry)}\n`);
        first = false;
      }
      if (output.json) await output.piece(`${first ? begin : ''}]}\n`);
    } finally {
      await opened.close();
    }
  });
}

/** An entry as `--json` shows it. `mtimeNs` is text: nanoseconds since 1970 do not fit a JSON number exactly. */
export function entryJson(entry: SnapshotEntry): Record<string, unknown> {
  return {
    ...jsonPath(entry.path),
    kind: entry.kind,
    size: entry.size,
    mtime: isoTime(entry.mtimeNs),
    mtimeNs: entry.mtimeNs.toString(),
    mode: entry.mode ?? null,
    category: entry.category,
    sha256: entry.sha256 ?? null,
  };
}

/** ISO 8601 in UTC; null for a time that no calendar of JavaScript reaches. */
function isoTime(mtimeNs: bigint): string | null {
  const milliseconds = Number(mtimeNs / 1_000_000n);
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

/** An entry as one line: bits, size, time, path. */
export function entryLine(entry: SnapshotEntry): string {
  const time = new Date(Number(entry.mtimeNs / 1_000_000n));
  const taken = Number.isNaN(time.getTime()) ? '?'.padEnd(19) : momentText(time);
  const size = entry.kind === 'file' ? bytesText(entry.size) : '';
  return `${modeText(entry.kind, entry.mode)}  ${size.padStart(8)}  ${taken}  ${printablePath(entry.path)}${entry.kind === 'directory' ? '/' : ''}`;
}
