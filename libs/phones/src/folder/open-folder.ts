import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneSession } from '../phone-monitor.js';
import { folderSerial } from './folder-identity.js';
import { FolderSource } from './folder-source.js';

/**
 * Opens a directory as a phone: a mounted phone, an SD card, an export. `identity.serial` comes from the real path and
 * the volume's id, see `folderSerial`. Throws `SourceError` `unplugged` when there is no such folder, `unreadable`
 * when it is something else, `permission-denied` when this user may not look.
 */
export async function openFolderSource(root: string): Promise<PhoneSession> {
  const realRoot = await realpath(root).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES')
      throw new SourceError('permission-denied', `This user may not open ${shown(root)}.`, { cause });
    throw new SourceError(
      'unplugged',
      `There is no folder ${shown(root)}. Check the path, and that the card or phone is mounted.`,
      { cause },
    );
  });
  if (!(await stat(realRoot)).isDirectory()) {
    throw new SourceError(
      'unreadable',
      `${shown(root)} is not a folder. Give the folder that holds the files.`,
    );
  }
  const source = new FolderSource(realRoot);
  const identity = { serial: await folderSerial(realRoot), model: basename(realRoot), osVersion: null };
  const confirmIdentity = async (): Promise<void> => {
    const now = await folderSerial(realRoot).catch(() => undefined);
    if (now !== identity.serial)
      throw new SourceError('unplugged', `What was mounted at ${shown(root)} is not there any more.`);
  };
  return { identity, source, confirmIdentity, close: () => source.close() };
}

function shown(path: string): string {
  return JSON.stringify(path).replace(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, '?');
}
