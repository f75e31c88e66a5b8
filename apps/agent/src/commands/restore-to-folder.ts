import { resolve } from 'node:path';
import { expectOpened } from '../iphone/expect-opened.js';
import { finderFolder } from '../iphone/finder-folder.js';
import { sealedContents } from '../iphone/sealed-contents.js';
import { withoutPhoneStore } from '../iphone/without-phone-store.js';
import { patternSelection } from '../selection/pattern-selection.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import type { OpenedRepository } from './open-for-command.js';
import { pathsMeant, type Layout, type RestoreAsked } from './restore-flags.js';
import { reportRestore } from './restore-report.js';
import { snapshotMeant } from './snapshot-argument.js';

/** `holdfast restore --target`: files of a snapshot below a folder. */
export async function restoreToFolder(
  context: CommandContext,
  opened: OpenedRepository,
  { reference, pathTexts, flags }: RestoreAsked,
  layout: Layout,
  output: Output,
): Promise<void> {
  const select = patternSelection(flags);
  const { repository } = opened;
  const view = await output.progress('Restore');
  try {
    const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
    const paths = await pathsMeant(opened, snapshot.id, pathTexts);
    const folder = resolve(flags.target!);
    const target = layout === 'finder' ? await finderFolder(repository, snapshot.id, folder) : folder;
    const sealed = await sealedContents(repository, snapshot.id, flags.phonePasswordFile, context.signal);
    const isIphone = snapshot.sourceName.startsWith('ios:');
    const wanted = isIphone && paths.length === 0 ? withoutPhoneStore(select) : select;
    if (isIphone && paths.length === 0 && layout === 'files') await expectOpened(repository, snapshot.id);
    const result = await repository.restore({
      snapshotId: snapshot.id,
      target,
      paths,
      ...(layout === 'finder'
        ? { layout: 'pushed' as const }
        : { ...(wanted && { select: wanted }), ...(sealed && { sealed }) }),
      overwrite: flags.overwrite ?? false,
      signal: context.signal,
      onProgress: (progress) => view.update(progress),
    });
    view.stop();
    reportRestore(output, opened, { result, snapshot, target });
  } finally {
    view.stop();
    await opened.close();
  }
}
