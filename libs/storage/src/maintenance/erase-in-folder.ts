import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { folderFailure } from '../location/folder-failure.js';
import type { ErasedObjects, ErasingOrder } from './erase-repository.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const KEPT = new Set(['EACCES', 'EPERM', 'EROFS']);
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Files and folders of a served repository. A link that somebody planted goes itself, never what it leads to. */
export async function eraseInFolder(root: string, order: ErasingOrder): Promise<ErasedObjects> {
  const done: Mutable<ErasedObjects> = { objects: 0, bytes: 0, absent: false, kept: undefined };
  const top = order.part === 'keys' ? join(root, 'keys') : root;
  try {
    await emptied(top, done, order.most);
    done.absent = !(await isThere(top));
    return done;
  } catch (error) {
    throw folderFailure(error, root);
  }
}

/** Whether the folder is gone now; false where something keeps it, or there was too much for one call. */
async function emptied(folder: string, done: Mutable<ErasedObjects>, most: number): Promise<boolean> {
  let all = true;
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (done.objects >= most) return false;
    all = (entry.isDirectory() ? await emptied(path, done, most) : await gone(path, done)) && all;
  }
  return all && (await letGo(done, () => rmdir(folder)));
}

async function gone(path: string, done: Mutable<ErasedObjects>): Promise<boolean> {
  const { size } = await lstat(path).catch(() => ({ size: 0 }));
  const went = await letGo(done, () => unlink(path));
  if (went) {
    done.objects += 1;
    done.bytes += size;
  }
  return went;
}

/** False where the folder does not let go; what is not there any more went. */
async function letGo(done: Mutable<ErasedObjects>, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    if (!KEPT.has(codeOf(error))) throw error;
    done.kept = { why: 'refused', until: undefined };
    return false;
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
