import { decodeIphoneSecrets, readBackupManifest } from '@holdfast/phones';
import type { WholePhone } from '@holdfast/phones';
import type { Repository, SnapshotSummary } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { snapshotJson } from '../commands/snapshots.js';
import { Fault } from '../faults/fault.js';
import { snapshotPassword } from '../iphone/password-talk.js';
import { withScratchFolder } from '../iphone/scratch-folder.js';
import { phoneStoreFile } from '../iphone/sealed-contents.js';
import { readPasswordFile } from '../standalone/secret-files.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import type { ProgressView } from '../terminal/progress-view.js';

/** A whole iPhone's snapshot that goes back onto one. */
export interface WholeRestore {
  readonly whole: WholePhone;
  readonly snapshot: SnapshotSummary;
  readonly passwordFile: string | undefined;
  readonly system: boolean;
}

/**
 * Puts a snapshot back onto an iPhone as the phone itself asks for it; the phone starts anew afterwards.
 * @throws SourceError of the phones library; `unreadable` where the snapshot is of no whole iPhone
 */
export async function restoreWholeIphone(
  context: CommandContext,
  opened: OpenedRepository,
  { whole, snapshot, passwordFile, system }: WholeRestore,
  output: Output,
): Promise<void> {
  const { repository } = opened;
  const files = await repository.pushedFiles(snapshot.id);
  let view: ProgressView | undefined;
  try {
    const isSealed = await expectSameSealing(repository, snapshot, whole);
    const held = await heldPassword(repository, snapshot, passwordFile);
    const password = held ?? (isSealed ? await snapshotPassword(context, output) : undefined);
    const shown = (view = await output.progress('Restore'));
    const { apps } = await withScratchFolder(context.environment.cacheFolder, (scratch) =>
      whole.restore(
        files,
        {
          scratch,
          system,
          ...(password === undefined ? {} : { password }),
          onProgress: (share) => shown.update(progressOf(share, snapshot)),
        },
        context.signal,
      ),
    );
    shown.stop();
    output.document({
      snapshot: snapshotJson(snapshot, opened.phoneName(snapshot.phone, snapshot.sourceName)),
      restored: 'whole',
      apps: apps ?? null,
    });
    output.summary(
      `The iPhone has the snapshot of ${momentText(snapshot.takenAt)}: ${countText(snapshot.files, 'file')}, ` +
        `${bytesText(snapshot.bytes)}. It starts anew now.${appsText(apps)}`,
    );
    if (apps === undefined)
      output.warning(
        'The iPhone did not take the list of its apps: load them from the App Store by hand. All else is on it.',
      );
  } finally {
    view?.stop();
    await files.close();
  }
}

/** Of the snapshot: as its person gave it in a file, else as the snapshot holds it. */
async function heldPassword(
  repository: Repository,
  { id }: SnapshotSummary,
  passwordFile: string | undefined,
): Promise<string | undefined> {
  if (passwordFile !== undefined) return Buffer.from(await readPasswordFile(passwordFile)).toString('utf8');
  const secrets = await repository.phoneSecrets(id);
  return secrets && decodeIphoneSecrets(secrets).password;
}

/** Whether the snapshot is sealed. A plain backup that is put back takes the password of the iPhone's own backups away (decisions/0036): never unasked. */
async function expectSameSealing(
  repository: Repository,
  { id }: SnapshotSummary,
  whole: WholePhone,
): Promise<boolean> {
  const { isEncrypted } = readBackupManifest(await phoneStoreFile(repository, id, 'Manifest.plist'));
  if (isEncrypted || !(await whole.isEncrypted())) return isEncrypted;
  throw new Fault('refused', {
    what: 'This snapshot is not sealed and the iPhone seals its backups: putting it back would silently end that.',
    holds: 'Nothing was put on the phone.',
    next: 'Take the password away first ("holdfast iphone-password PHONE --off --phone-password-file FILE"), and set it again afterwards.',
  });
}

const appsText = (apps = 0): string =>
  apps === 0
    ? ''
    : ` ${countText(apps, 'app')} are queued: those that are not on it are loaded from the App Store, by hand where it does not do so.`;

function progressOf(share: number, { bytes }: SnapshotSummary): Parameters<ProgressView['update']>[0] {
  const bytesTotal = Number(bytes);
  const bytesDone = Math.round(bytesTotal * Math.min(1, Math.max(0, share)));
  return { phase: 'reading', filesDone: 0, filesTotal: null, bytesDone, bytesTotal, bytesPerSecond: null };
}

/** Whether a snapshot is of all of an iPhone, so that one can be restored from it. */
export async function isWholeIphone(repository: Repository, { id }: SnapshotSummary): Promise<boolean> {
  const files = await repository.pushedFiles(id);
  try {
    return (await files.stat('Manifest.db')) !== undefined;
  } finally {
    await files.close();
  }
}
