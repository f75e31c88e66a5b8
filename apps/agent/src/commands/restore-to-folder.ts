import { resolve } from 'node:path';
import { finderFolder } from '../iphone/finder-folder.js';
import { openSealedSnapshot } from '../iphone/open-sealed-snapshot.js';
import { sealedContents } from '../iphone/sealed-contents.js';
import { isInPhoneStore, withoutPhoneStore } from '../iphone/without-phone-store.js';
import { patternSelection } from '../selection/pattern-selection.js';
import { parsePath } from '../terminal/parse-path.js';
import type { Output } from '../terminal/output.js';
import type { ProgressView } from '../terminal/progress-view.js';
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
  let view: ProgressView | undefined;
  try {
    const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
    // What the phone keeps for itself is there by its own names.
    const typed = pathTexts.map(parsePath);
    const opening = { passwordFile: flags.phonePasswordFile, paths: typed };
    if (layout === 'files' && (typed.length === 0 || !typed.every(isInPhoneStore)))
      await openSealedSnapshot(context, repository, snapshot, opening, output);
    const shown = (view = await output.progress('Restore'));
    const paths = await pathsMeant(opened, snapshot.id, pathTexts);
    const folder = resolve(flags.target!);
    const target = layout === 'finder' ? await finderFolder(repository, snapshot.id, folder) : folder;
    const sealed = await sealedContents(repository, snapshot.id, flags.phonePasswordFile, context.signal);
    const isIphone = snapshot.sourceName.startsWith('ios:');
    const wanted = isIphone && paths.length === 0 ? withoutPhoneStore(select) : select;
    const result = await repository.restore({
      snapshotId: snapshot.id,
      target,
      paths,
      ...(layout === 'finder'
        ? { layout: 'pushed' as const }
        : { ...(wanted && { select: wanted }), ...(sealed && { sealed }) }),
      overwrite: flags.overwrite ?? false,
      signal: context.signal,
      onProgress: (progress) => shown.update(progress),
    });
    shown.stop();
    reportRestore(output, opened, { result, snapshot, target });
  } finally {
    view?.stop();
    await opened.close();
  }
}
