import { SourceError } from '@holdfast/contracts/sources';
import { openLater, readPlist } from '@holdfast/phones';
import type { Repository, SnapshotSummary } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import { Fault } from '../faults/fault.js';
import { RECORDS_FOLDER } from '../restore-to-phone/records-folder.js';
import { readPasswordFile } from '../standalone/secret-files.js';
import { countText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import { snapshotPassword } from './password-talk.js';
import { withScratchFolder } from './scratch-folder.js';
import { phoneStoreFile } from './sealed-contents.js';

const RECORDS = Buffer.from(RECORDS_FOLDER);

/** How a sealed snapshot is opened. */
export interface OpeningAsked {
  /** File with the password that the iPhone's backups had then. */
  readonly passwordFile: string | undefined;
  /** What is wanted of it; none: everything. */
  readonly paths: readonly (readonly Uint8Array[])[];
}

/**
 * Opens a snapshot that an iPhone sealed, and whose password nobody gave when it was made, so that its files are found by the
 * names that people know, as long as the repository is open. Asks for the password where there is no file with it and somebody is
 * at the terminal. Does nothing to any other snapshot.
 * @throws Fault `wrong-key` where nobody says it, or says another
 */
export async function openSealedSnapshot(
  context: CommandContext,
  repository: Repository,
  snapshot: SnapshotSummary,
  { passwordFile, paths }: OpeningAsked,
  output: Output,
): Promise<void> {
  if (!snapshot.sourceName.startsWith('ios:')) return;
  if ((await repository.phoneSecrets(snapshot.id)) !== undefined) return;
  if (!(await isSealed(repository, snapshot.id).catch(() => false))) return;
  const password =
    passwordFile === undefined
      ? await snapshotPassword(context, output)
      : Buffer.from(await readPasswordFile(passwordFile)).toString('utf8');
  if (password === undefined) throw neverOpened();
  output.note("Opening the list of the iPhone's files.");
  const opening = { password, records: wantsRecords(paths), signal: context.signal };
  try {
    const { leftOut } = await withScratchFolder(context.environment.cacheFolder, (scratch) =>
      repository.arrange(snapshot.id, (files) => openLater(files, { ...opening, scratch })),
    );
    if (leftOut > 0)
      output.warning(
        `${countText(leftOut, 'entry', 'entries')} of the iPhone's list cannot be shown from this backup.`,
      );
  } catch (error) {
    throw error instanceof SourceError && error.causeClass === 'iphone-password-unknown' ? notIt() : error;
  }
}

/** They are made of whole databases, which takes its time where only pictures are wanted. */
const wantsRecords = (paths: OpeningAsked['paths']): boolean =>
  paths.length === 0 || paths.some(([top = RECORDS]) => RECORDS.equals(top));

async function isSealed(repository: Repository, snapshotId: string): Promise<boolean> {
  const manifest = readPlist(await phoneStoreFile(repository, snapshotId, 'Manifest.plist'));
  return (manifest as Record<string, unknown>)['IsEncrypted'] === true;
}

const neverOpened = (): Fault =>
  new Fault('wrong-key', {
    what: 'The iPhone sealed this backup, and nobody gave its password when it was made: no file of it is known by its name.',
    holds: 'The backup is whole. Nothing was written.',
    next: "Give the password of the iPhone's backups with --phone-password-file. If it is lost: with --as finder for other programs, or --to-phone onto an iPhone.",
  });

const notIt = (): Fault =>
  new Fault('wrong-key', {
    what: "This is not the password that the iPhone's backups had when this snapshot was made. It is not its passcode either.",
    holds: 'The backup is whole. Nothing was written.',
    next: 'If it was changed since, give the one from before, or restore a snapshot that was made later.',
  });
