import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { demoFiles } from './demo-files.js';
import { seeded } from './seeded.js';

/** First modification time in the demo: 1 June 2026, UTC seconds. */
const FIRST_TIME = Date.UTC(2026, 5, 1) / 1000;

/**
 * Fills `root` with a small phone's contents: about 40 files, 25 MB, the same for the same seed (bytes and times).
 * Photos are pictures that can be looked at. Existing files of the same names are replaced.
 */
export async function fillDemoPhone(root: string, seed: number): Promise<{ files: number; bytes: number }> {
  const random = seeded(seed, 'times');
  let bytes = 0;
  const files = demoFiles(seed);
  for (const [index, { path, make }] of files.entries()) {
    const content = await make();
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    const time = FIRST_TIME + index * 86_400 + random.below(86_400);
    await utimes(target, time, time);
    bytes += content.length;
  }
  await mkdir(join(root, 'Alarms'), { recursive: true });
  return { files: files.length, bytes };
}
