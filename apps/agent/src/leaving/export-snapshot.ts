import { join } from 'node:path';
import type { RestoreResult } from '@holdfast/storage';
import { StorageError } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import { Fault } from '../faults/fault.js';
import { finderFolder } from '../iphone/finder-folder.js';
import { openSealedSnapshot } from '../iphone/open-sealed-snapshot.js';
import { sealedContents } from '../iphone/sealed-contents.js';
import { withoutPhoneStore } from '../iphone/without-phone-store.js';
import type { Output } from '../terminal/output.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import type { ExportItem } from './export-plan.js';

export interface ExportHow {
  readonly target: string;
  readonly phonePasswordFile: string | undefined;
  readonly overwrite: boolean;
}

/** What became of one item: what was brought back, or why nothing of it was. */
export interface ExportedItem extends ExportItem {
  readonly result: RestoreResult | undefined;
  readonly notExported: string | undefined;
}

/** Ends the whole export: what comes after it would fail as well. */
const ENDING = new Set(['location-unreachable', 'location-refused', 'disk-full', 'cancelled']);

/** Brings one snapshot back below the target. What is there and equal is passed over, so it goes on where it stopped. */
export async function exportSnapshot(
  context: CommandContext,
  opened: OpenedRepository,
  item: ExportItem,
  how: ExportHow,
  output: Output,
): Promise<ExportedItem> {
  try {
    return { ...item, result: await restored(context, opened, item, how, output), notExported: undefined };
  } catch (error) {
    // A password that nobody knows, or damage of one snapshot, is not the end of the others.
    const known =
      error instanceof Fault ? error.exit === 'wrong-key' || error.exit === 'refused' : isOfOne(error);
    if (!known) throw error;
    return { ...item, result: undefined, notExported: (error as Error).message };
  }
}

const isOfOne = (error: unknown): boolean => error instanceof StorageError && !ENDING.has(error.code);

async function restored(
  context: CommandContext,
  opened: OpenedRepository,
  { snapshot, layout, folder }: ExportItem,
  { target, phonePasswordFile, overwrite }: ExportHow,
  output: Output,
): Promise<RestoreResult> {
  const { repository } = opened;
  const { signal } = context;
  const below = join(target, ...folder);
  const asked = { snapshotId: snapshot.id, overwrite, signal };
  const isIphone = snapshot.sourceName.startsWith('ios:');
  if (layout === 'files')
    await openSealedSnapshot(
      context,
      repository,
      snapshot,
      { passwordFile: phonePasswordFile, paths: [] },
      output,
    );
  const view = await output.progress(folder.join(' · '));
  try {
    const onProgress = (progress: Parameters<typeof view.update>[0]) => view.update(progress);
    if (layout === 'finder') {
      const place = await finderFolder(repository, snapshot.id, below);
      return await repository.restore({ ...asked, target: place, layout: 'pushed', onProgress });
    }
    const sealed = await sealedContents(repository, snapshot.id, phonePasswordFile, signal);
    return await repository.restore({
      ...asked,
      target: below,
      ...(isIphone && { select: withoutPhoneStore() }),
      ...(sealed && { sealed }),
      onProgress,
    });
  } finally {
    view.stop();
  }
}
