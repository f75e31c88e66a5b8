import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderLocation, openRepository, StorageError } from '@holdfast/storage';
import type { Unlock } from '@holdfast/storage';
import type { ObjectsDouble } from './objects-double.js';
import { put } from './iphone-room.js';

/**
 * What somebody with a key and a copy of a repository gets out of it: the names of the files of all its snapshots, or the code
 * of the error. `folder` is made and taken away.
 */
export async function filesOpened(
  store: ObjectsDouble,
  repositoryId: string,
  unlock: Unlock,
  folder: string,
): Promise<string[] | string> {
  for (const { name } of store.named(repositoryId))
    put(join(folder, 'copy', name), store.bytesOf(repositoryId, name));
  try {
    const repository = await openRepository({
      location: folderLocation(join(folder, 'copy')),
      workFolder: join(folder, 'work'),
      unlock,
    });
    const target = join(folder, 'out');
    mkdirSync(target);
    for (const { id } of await repository.snapshots()) {
      const { failed } = await repository.restore({ snapshotId: id, target });
      if (failed.length > 0) return 'failed';
    }
    await repository.close();
    const files = readdirSync(target, { recursive: true, withFileTypes: true });
    return files.flatMap((one) => (one.isFile() ? [one.name] : [])).sort();
  } catch (error) {
    if (error instanceof StorageError) return error.code;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
