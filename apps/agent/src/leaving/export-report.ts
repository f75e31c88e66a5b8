import type { LeaverKept } from '@holdfast/contracts';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { snapshotJson } from '../commands/snapshots.js';
import { Fault } from '../faults/fault.js';
import { bytesText, countText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import type { Output } from '../terminal/output.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { ExportedItem } from './export-snapshot.js';

type LeftOut = LeaverKept['phones'][number]['leftOut'];

/** An export as `--json` prints it and as the file in the target says it. */
export function exportDocument(
  opened: OpenedRepository,
  target: string,
  items: readonly ExportedItem[],
  kept: LeaverKept | undefined,
): Record<string, unknown> {
  const reached = items.flatMap(({ result }) => (result ? [result] : []));
  return {
    target,
    complete: isComplete(items),
    files: reached.reduce((sum, { files }) => sum + files, 0),
    bytes: reached.reduce((sum, { bytes }) => sum + bytes, 0n),
    skipped: reached.reduce((sum, { skipped }) => sum + skipped, 0),
    snapshots: items.map(({ snapshot, layout, folder, result, notExported }) => ({
      ...snapshotJson(snapshot, opened.phoneName(snapshot.phone, snapshot.sourceName)),
      layout,
      folder: folder.join('/'),
      exported: result !== undefined,
      reason: notExported ?? null,
      renamed: (result?.renamed ?? []).map(({ path, became }) => ({ ...jsonPath(path), became })),
      failed: (result?.failed ?? []).map(({ path, reason }) => ({ ...jsonPath(path), reason })),
    })),
    // Where the control plane tells it: an enrolled workstation sees the counts above.
    neverBackedUp: (kept?.phones ?? []).map(({ id, label, leftOut }) => ({
      phone: id,
      name: label,
      leftOut,
    })),
  };
}

const isComplete = (items: readonly ExportedItem[]): boolean =>
  items.every(({ result }) => result !== undefined && result.failed.length === 0);

const leftOutText = (leftOut: LeftOut): string =>
  leftOut.map(({ category, cause, count }) => `${String(count)} of ${category} (${cause})`).join(', ');

/** Tells it to a person. @throws Fault `incomplete` where something could not be brought back */
export function reportExport(
  output: Output,
  target: string,
  items: readonly ExportedItem[],
  kept: LeaverKept | undefined,
): void {
  for (const { folder, result, notExported } of items) {
    const place = printableText(folder.join('/'));
    if (!result) {
      output.warning(`Not exported: ${place}: ${printableText(notExported ?? '')}`);
      continue;
    }
    const there = result.skipped > 0 ? `, ${countText(result.skipped, 'file')} there already` : '';
    output.summary(`${place}: ${countText(result.files, 'file')}, ${bytesText(result.bytes)}${there}`);
    for (const { path, became } of result.renamed)
      output.note(
        `Renamed, because this computer cannot hold the name: ${printablePath(path)} -> ${printableText(became)}`,
      );
    for (const { path, reason } of result.failed)
      output.warning(`Not exported: ${place}/${printablePath(path)}: ${printableText(reason)}`);
  }
  for (const { label, leftOut } of kept?.phones ?? [])
    if (leftOut.length > 0)
      output.summary(`Never backed up of ${printableText(label)}: ${printableText(leftOutText(leftOut))}`);
  output.summary(`Everything is below ${printableText(target)}; holdfast-export.json there says the same.`);
  if (isComplete(items)) return;
  const failed = items.reduce((sum, { result }) => sum + (result?.failed.length ?? 0), 0);
  const whole = items.filter(({ result }) => result === undefined).length;
  throw new Fault(
    'incomplete',
    {
      what: `${countText(whole, 'snapshot')} and ${countText(failed, 'file')} could not be exported.`,
      holds: 'Everything else is in the target, and nothing was changed where it came from.',
      next: 'The reasons are above and in holdfast-export.json. Run the same command again: what is there is not fetched again.',
    },
    { resultPrinted: true },
  );
}
