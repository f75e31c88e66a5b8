import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LeaverKept } from '@holdfast/contracts';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import type { Output } from '../terminal/output.js';
import { safeJson } from '../terminal/safe-json.js';
import { planExport, type ExportWanted } from './export-plan.js';
import { exportDocument, reportExport } from './export-report.js';
import { exportSnapshot, type ExportedItem } from './export-snapshot.js';

/** What says in the target what was exported: for who opens it years later. */
const RECORD = 'holdfast-export.json';

export interface ExportAsked extends ExportWanted {
  readonly target: string;
  readonly phonePasswordFile: string | undefined;
  readonly overwrite: boolean;
  /** One phone only; undefined: all of them. */
  readonly phone: string | undefined;
}

/**
 * Brings everything back below a folder, phone by phone, and says honestly what it was. Run again, it goes on where it
 * stopped. @throws Fault `incomplete`
 */
export async function exportEverything(
  context: CommandContext,
  opened: OpenedRepository,
  asked: ExportAsked,
  output: Output,
  kept?: LeaverKept,
): Promise<void> {
  const target = resolve(asked.target);
  const phone = asked.phone === undefined ? undefined : await opened.phoneNamed(asked.phone);
  const all = await opened.repository.snapshots();
  const wanted = phone === undefined ? all : all.filter((snapshot) => snapshot.phone === phone);
  const plan = planExport(wanted, ({ phone: id, sourceName }) => opened.phoneName(id, sourceName), asked);
  if (plan.length === 0) output.summary('There is no snapshot to export.');
  await mkdir(target, { recursive: true, mode: 0o700 });
  const items: ExportedItem[] = [];
  for (const item of plan)
    items.push(await exportSnapshot(context, opened, item, { ...asked, target }, output));
  const document = exportDocument(opened, target, items, kept);
  await writeFile(join(target, RECORD), `${safeJson(document)}\n`, { mode: 0o600 });
  output.document(document);
  reportExport(output, target, items, kept);
}
