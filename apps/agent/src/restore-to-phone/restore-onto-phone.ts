import type { ContentsRequest, SnapshotSummary } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { snapshotJson } from '../commands/snapshots.js';
import { Fault } from '../faults/fault.js';
import { expectOpened } from '../iphone/expect-opened.js';
import { bytesText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import { openOwnPhone, type TargetPhone } from './open-own-phone.js';
import { reportPhoneRestore } from './report-phone-restore.js';
import { restoreWholeIphone } from './restore-whole-iphone.js';
import { bytesAsked, restoreToPhone, type PhoneRestore } from './restore-to-phone.js';

/** What `holdfast restore --to-phone` asks for, parsed. */
export interface OntoPhone {
  readonly phone: TargetPhone;
  readonly snapshot: SnapshotSummary;
  readonly what: Omit<ContentsRequest, 'snapshotId' | 'onDamage'>;
  readonly overwrite: boolean;
  /** Goes on although it may not fit. */
  readonly force: boolean;
  /** File with the password of an iPhone's backups. */
  readonly phonePasswordFile?: string;
  /** Of an iPhone: its system's files and settings as well. */
  readonly system: boolean;
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
      const { snapshot, phonePasswordFile: passwordFile, system } = asked;
      return await restoreWholeIphone(context, opened, { whole, snapshot, passwordFile, system }, output);
    }
    if (target === undefined)
      throw new Fault('refused', {
        what: 'Files can be put on phones only.',
        next: 'Use --target for a folder.',
      });
    const { snapshot, what, overwrite } = asked;
    if (snapshot.sourceName.startsWith('ios:')) await expectOpened(opened.repository, snapshot.id);
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
      await expectRoom(await target.freeBytes(), total.bytes, asked.force);
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

async function expectRoom(free: bigint | undefined, needed: bigint, force: boolean): Promise<void> {
  if (force || free === undefined || needed <= free) return;
  throw new Fault('disk-full', {
    what: `${bytesText(needed)} do not fit on the phone: ${bytesText(free)} are free.`,
    holds: 'Nothing was put there.',
    next: 'Name the folders that matter, or use --include; --force goes on, for what is there already is not counted.',
  });
}
