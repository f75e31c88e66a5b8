import type { SnapshotEntry } from '@holdfast/storage';
import { Command } from 'commander';
import { bytesText, modeText, momentText } from '../terminal/figures.js';
import { parsePath } from '../terminal/parse-path.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath } from '../terminal/printable.js';
import { openSealedSnapshot } from '../iphone/open-sealed-snapshot.js';
import { safeJson } from '../terminal/safe-json.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { PatternFlags } from '../selection/pattern-selection.js';
import { patternSelection } from '../selection/pattern-selection.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withReadingOptions } from './shared-options.js';
import { withPatternOptions } from './pattern-options.js';
import { pathMeant, SNAPSHOT_HELP, snapshotMeant } from './snapshot-argument.js';
import { snapshotJson } from './snapshots.js';

interface LsFlags extends RepositoryFlags, OutputFlags, PatternFlags {
  readonly phone?: string;
  readonly recursive?: boolean;
  readonly phonePasswordFile?: string;
}

/** `holdfast ls`: what a snapshot holds. */
export function lsCommand(context: CommandContext): Command {
  return withOutputOptions(
    withReadingOptions(
      withPatternOptions(
        new Command('ls')
          .summary('list the files of a snapshot')
          .description('Lists what a snapshot holds at PATH (its top, unless given).')
          .argument('[snapshot]', SNAPSHOT_HELP, 'latest')
          .argument('[path]', 'folder or file within the snapshot', '/')
          .option('-R, --recursive', 'everything below PATH, not only the first level')
          .option(
            '--phone-password-file <file>',
            "file with the password of the iPhone's backups, where the snapshot does not hold it",
          )
          .option('--phone <phone>', 'which phone "latest" and @TIME are of'),
      ),
    ),
  ).action(async (reference: string, pathText: string, flags: LsFlags) => {
    const output = outputOf(context, flags);
    const select = patternSelection(flags);
    const opened = await openForCommand(context, flags);
    try {
      const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
      if (flags.phonePasswordFile !== undefined) {
        const opening = { passwordFile: flags.phonePasswordFile, paths: [parsePath(pathText)] };
        await openSealedSnapshot(context, opened.repository, snapshot, opening, output);
      }
      const path = await pathMeant(opened.repository, snapshot.id, pathText);
      const name = opened.phoneName(snapshot.phone, snapshot.sourceName);
      const entries = opened.repository.list(snapshot.id, {
        path,
        recursive: flags.recursive ?? false,
        ...(select && { select }),
      });
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
      else if (first) output.note(emptyText(select !== undefined, flags.recursive ?? false));
    } finally {
      await opened.close();
    }
  });
}

/** A list of nothing looks like one that did not work. */
function emptyText(isSelected: boolean, recursive: boolean): string {
  if (!isSelected) return 'Nothing is in there.';
  return recursive ? 'Nothing matches.' : 'Nothing on this level matches; -R looks below it too.';
}

/** An entry as `--json` shows it. `mtimeNs` is text: nanoseconds since 1970 do not fit a JSON number exactly. */
export function entryJson(entry: SnapshotEntry): Record<string, unknown> {
  return { ...jsonPath(entry.path), ...entryFactsJson(entry) };
}

/** The same without its path. */
export function entryFactsJson(entry: SnapshotEntry): Record<string, unknown> {
  return {
    kind: entry.kind,
    size: entry.size,
    mtime: isoTime(entry.mtimeNs),
    mtimeNs: entry.mtimeNs.toString(),
    mode: entry.mode ?? null,
    category: entry.category,
  };
}

/** ISO 8601 in UTC; null for a time that no calendar of JavaScript reaches. */
function isoTime(mtimeNs: bigint): string | null {
  const milliseconds = Number(mtimeNs / 1_000_000n);
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

/** When it was changed, 19 characters wide; a question mark for a time that no calendar of JavaScript reaches. */
export function entryTime({ mtimeNs }: SnapshotEntry): string {
  const time = new Date(Number(mtimeNs / 1_000_000n));
  return Number.isNaN(time.getTime()) ? '?'.padEnd(19) : momentText(time);
}

/** An entry as one line: bits, size, time, path. */
export function entryLine(entry: SnapshotEntry): string {
  const size = entry.kind === 'file' ? bytesText(entry.size) : '';
  return `${modeText(entry.kind, entry.mode)}  ${size.padStart(8)}  ${entryTime(entry)}  ${printablePath(entry.path)}${entry.kind === 'directory' ? '/' : ''}`;
}
