import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { photo } from './picture.js';
import { seeded } from './seeded.js';

/** What a mutation did; paths below the root, slash-separated. */
export interface DemoChanges {
  readonly edited: readonly string[];
  readonly added: readonly string[];
  readonly deleted: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/**
 * A few days in a phone's life: two files edited (one grows, one changes in its middle), two photos added, one file
 * deleted, one renamed within its folder. The same for the same contents and seed.
 */
export async function mutateDemoPhone(root: string, seed: number): Promise<DemoChanges> {
  const random = seeded(seed, 'mutate');
  const files = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split('\\')
        .join('/'),
    )
    .filter((path) => !path.endsWith('.nomedia'))
    .sort();
  const take = (pattern: RegExp): string | undefined => {
    const fitting = files.filter((path) => pattern.test(path));
    const [taken] = fitting.slice(random.below(Math.max(1, fitting.length)));
    if (taken !== undefined) files.splice(files.indexOf(taken), 1);
    return taken;
  };
  const grown = take(/\.(txt|csv)$/);
  const patched = take(/\.(db|mp4|pdf)$/);
  const deleted = take(/\.(jpg|mp3)$/);
  const moved = take(/\.jpg$/);

  if (grown !== undefined)
    await writeFile(join(root, grown), `added on a later day, ${random.below(1e9)}\n`, { flag: 'a' });
  if (patched !== undefined) await patch(join(root, patched), random.bytes(64));
  if (deleted !== undefined) await rm(join(root, deleted));
  const to = moved?.replace(/\.jpg$/, '~renamed.jpg');
  if (moved !== undefined && to !== undefined) await rename(join(root, moved), join(root, to));
  const added = [1, 2].map(
    (index) => `DCIM/Camera/PXL_202607${String(10 + random.below(18))}_1200000${index}.jpg`,
  );
  for (const path of added) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), photo(seed, `added ${path}`, 500_000 + random.below(300_000)));
  }
  return {
    edited: [grown, patched].filter((path) => path !== undefined),
    added,
    deleted: deleted === undefined ? [] : [deleted],
    renamed: moved === undefined || to === undefined ? [] : [{ from: moved, to }],
  };
}

async function patch(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(bytes, 0, bytes.length, Math.floor(size / 2));
  } finally {
    await handle.close();
  }
}
