import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AttachedPhone } from '../phone-monitor.js';

/** Which of the folders are there now. One that this user may not read is seen, but not ready. */
export async function folderSightings(folders: readonly string[]): Promise<AttachedPhone[]> {
  const seen = await Promise.all(folders.map(sighting));
  return seen.filter((phone) => phone !== undefined);
}

async function sighting(address: string): Promise<AttachedPhone | undefined> {
  const found = await stat(address).catch(() => undefined);
  if (found?.isDirectory() !== true) return undefined;
  const readable = await access(address, constants.R_OK).then(
    () => true,
    () => false,
  );
  const state = readable ? 'ready' : 'no-permissions';
  return { platform: 'folder', address, state, model: basename(address), via: 'folder' };
}
