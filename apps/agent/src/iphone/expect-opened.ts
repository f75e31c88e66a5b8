import { readPlist } from '@holdfast/phones';
import type { Repository } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { phoneStoreFile } from './sealed-contents.js';

/**
 * A snapshot that an iPhone sealed, and whose password nobody gave when it was made, has no files as people know them.
 * @throws Fault `wrong-key` for such a one
 */
export async function expectOpened(repository: Repository, snapshotId: string): Promise<void> {
  if ((await repository.phoneSecrets(snapshotId)) !== undefined) return;
  if (!(await isSealed(repository, snapshotId).catch(() => false))) return;
  throw new Fault('wrong-key', {
    what: 'The iPhone sealed this backup, and nobody gave its password when it was made: no file of it is known by its name.',
    holds: 'The backup is whole. Nothing was written.',
    next: 'Back the iPhone up once with --phone-password-file, which sends little. If it is lost: with --as finder for other programs, or --to-phone onto an iPhone.',
  });
}

async function isSealed(repository: Repository, snapshotId: string): Promise<boolean> {
  const manifest = readPlist(await phoneStoreFile(repository, snapshotId, 'Manifest.plist'));
  return (manifest as Record<string, unknown>)['IsEncrypted'] === true;
}
