import type { ContentsRequest, Selection, SnapshotSummary } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { snapshotJson } from '../commands/snapshots.js';
import { Fault } from '../faults/fault.js';
import { openSealedSnapshot } from '../iphone/open-sealed-snapshot.js';
import { sealedContents } from '../iphone/sealed-contents.js';
import type { Output } from '../terminal/output.js';
import { withoutPhoneStore } from '../iphone/without-phone-store.js';
import { bytesAsked } from './bytes-asked.js';
import { expectRoom } from './expect-room.js';
import { openOwnPhone, type TargetPhone } from './open-own-phone.js';
import { reportPhoneRestore } from './report-phone-restore.js';
import { putOnIphone } from './put-on-iphone.js';
import { isWholeIphone, restoreWholeIphone } from './restore-whole-iphone.js';
import { restoreToPhone, type PhoneRestore } from './restore-to-phone.js';

/** What `holdfast restore --to-phone` asks for, parsed. */
export interface OntoPhone {
  readonly phone: TargetPhone;
  readonly snapshot: SnapshotSummary;
  readonly what: Omit<ContentsRequest, 'snapshotId' | 'onDamage' | 'sealed'>;
  /** Of it only this, where the person said so by patterns. */
  readonly chosen?: Selection;
  readonly overwrite: boolean;
  /** Goes on although it may not fit. */
  readonly force: boolean;
  /** File with the password of an iPhone's backups. */
  readonly phonePasswordFile?: string;
  /** Of an iPhone: its system's files and settings as well. */
  readonly system: boolean;
  /** Of an iPhone that is not restored as a whole: pictures go into the Files app. */
  readonly picturesInFiles: boolean;
}

/** Puts a snapshot's files on a phone, from asking whose it is to telling how it went. */
export async function restoreOntoPhone(
  context: CommandContext,
  opened: OpenedRepository,
  asked: OntoPhone,
  output: Output,
): Promise<void> {
  const session = await openOwnPhone(context, asked.phone, output);
  try {
    const { target, whole } = session;
    if (whole !== undefined) {
      const { snapshot, phonePasswordFile: passwordFile, system, chosen, force } = asked;
      const isPart = chosen !== undefined || (asked.what.paths?.length ?? 0) > 0;
      if (!isPart && (await isWholeIphone(opened.repository, snapshot)))
        return await restoreWholeIphone(context, opened, { whole, snapshot, passwordFile, system }, output);
      const what = await openedContents(context, opened, asked, output);
      const put = {
        whole,
        phone: session.identity.model ?? asked.phone.name,
        snapshot,
        what: { ...what, select: withoutPhoneStore(chosen) },
        picturesInFiles: asked.picturesInFiles,
        force,
      };
      return await putOnIphone(context, opened, put, output);
    }
    if (target === undefined)
      throw new Fault('refused', {
        what: 'Files can be put on phones only.',
        next: 'Use --target for a folder.',
      });
    const { snapshot, overwrite } = asked;
    const what = await openedContents(context, opened, asked, output);
    const view = await output.progress('Restore');
    try {
      const restore: PhoneRestore = {
        repository: opened.repository,
        snapshot,
        target,
        what,
        overwrite,
        signal: context.signal,
        onProgress: (progress) => view.update(progress),
        now: context.now,
      };
      const total = await bytesAsked(restore);
      expectRoom(await target.freeBytes(), total.bytes, asked.force);
      const result = await restoreToPhone(restore, total);
      view.stop();
      reportPhoneRestore(output, result, {
        snapshot: snapshotJson(snapshot, opened.phoneName(snapshot.phone, snapshot.sourceName)),
        phone: session.identity.model ?? asked.phone.name,
        takenAt: snapshot.takenAt,
      });
    } finally {
      view.stop();
    }
  } finally {
    await session.close();
  }
}

/** What is asked for, with what opens it: an iPhone's files are wanted by the names that people know. */
async function openedContents(
  context: CommandContext,
  { repository }: OpenedRepository,
  { snapshot, what, phonePasswordFile }: OntoPhone,
  output: Output,
): Promise<OntoPhone['what'] & Pick<ContentsRequest, 'sealed'>> {
  const opening = { passwordFile: phonePasswordFile, paths: what.paths ?? [] };
  await openSealedSnapshot(context, repository, snapshot, opening, output);
  const sealed = await sealedContents(repository, snapshot.id, phonePasswordFile, context.signal);
  return sealed ? { ...what, sealed } : what;
}
