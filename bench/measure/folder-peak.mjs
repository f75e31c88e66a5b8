import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const LOOK_EVERY_MS = 25;

/**
 * The most that folders hold while `work` is done, in bytes of their files. They are looked at every 25 ms: what comes and
 * goes between two looks is not seen, nor a file without a name. A folder that is not there holds nothing.
 *
 * @template T
 * @param {readonly string[]} folders
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, peakDiskBytes: number }>}
 */
export async function folderPeak(folders, work) {
  let peakDiskBytes = 0;
  let look = Promise.resolve();
  const seen = async () => {
    let sum = 0;
    for (const folder of folders) sum += await bytesBelow(folder);
    peakDiskBytes = Math.max(peakDiskBytes, sum);
  };
  const looking = setInterval(() => (look = look.then(seen)), LOOK_EVERY_MS);
  try {
    const result = await work();
    await look;
    return { result, peakDiskBytes };
  } finally {
    clearInterval(looking);
  }
}

async function bytesBelow(folder) {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sum += await bytesBelow(path);
    // One that went meanwhile holds nothing.
    else sum += (await lstat(path).catch(() => undefined))?.size ?? 0;
  }
  return sum;
}
