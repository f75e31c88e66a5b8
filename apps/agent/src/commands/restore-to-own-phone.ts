import { acrossPlatforms } from '../restore-to-phone/across-platforms.js';
import { patternSelection } from '../selection/pattern-selection.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import type { OpenedRepository } from './open-for-command.js';
import { pathsMeant, picturesInFiles, type RestoreAsked } from './restore-flags.js';
import { snapshotMeant } from './snapshot-argument.js';

/** `holdfast restore --to-phone`: files of a snapshot onto a phone. */
export async function restoreToOwnPhone(
  context: CommandContext,
  opened: OpenedRepository,
  { reference, pathTexts, flags }: RestoreAsked,
  output: Output,
): Promise<void> {
  try {
    const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
    const select = patternSelection(flags);
    const paths = await pathsMeant(opened, snapshot.id, pathTexts);
    const { restoreOntoPhone } = await import('../restore-to-phone/restore-onto-phone.js');
    const phone = {
      name: flags.toPhone!,
      isEnrolledRepository: flags.repository === undefined,
      yes: flags.yes ?? false,
      ...(flags.adbServer !== undefined && { adbServer: flags.adbServer }),
    };
    const [overwrite, force] = [flags.overwrite ?? false, flags.force ?? false];
    const isIphone = snapshot.sourceName.startsWith('ios:');
    const wanted = isIphone ? acrossPlatforms(select) : select;
    const what = { paths, ...(wanted && { select: wanted }) };
    const { system = false, phonePasswordFile } = flags;
    const asked = {
      phone,
      snapshot,
      what,
      overwrite,
      force,
      system,
      picturesInFiles: picturesInFiles(flags),
      ...(select && { chosen: select }),
    };
    await restoreOntoPhone(
      context,
      opened,
      { ...asked, ...(phonePasswordFile && { phonePasswordFile }) },
      output,
    );
  } finally {
    await opened.close();
  }
}
