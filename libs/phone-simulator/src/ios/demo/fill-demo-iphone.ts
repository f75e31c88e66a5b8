import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DemoFile } from '../../demo/demo-files.js';
import { seeded } from '../../demo/seeded.js';
import { demoIphoneFiles } from './demo-iphone-files.js';

/** First modification time in the demo: 1 June 2026, UTC seconds. */
const FIRST_TIME = Date.UTC(2026, 5, 1) / 1000;

/**
 * Fills `root` with a small iPhone's contents, the same for the same seed (bytes and times), and with `more` (what else a
 * caller wants on it: paths as `Domains` reads them). Existing files of the same names are replaced.
 */
export async function fillDemoIphone(
  root: string,
  seed: number,
  more: readonly DemoFile[] = [],
): Promise<{ files: number; bytes: number }> {
  const random = seeded(seed, 'iphone times');
  let bytes = 0;
  const files = [...demoIphoneFiles(seed), ...more];
  for (const [index, { path, make }] of files.entries()) {
    const content = await make();
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    const time = FIRST_TIME + index * 43_200 + random.below(43_200);
    await utimes(target, time, time);
    bytes += content.length;
  }
  return { files: files.length, bytes };
}
