import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TMPFS = 0x01021994;
const MEMORY = '/dev/shm';

/**
 * The folders of one run: `memory` below /dev/shm and `disk` below the folder that was asked for, each with `folder()` for
 * new ones, and one password file. `remove()` takes all of it away again.
 */
export function makeScratch({ disk, legs }) {
  if (statfsSync(MEMORY).type !== TMPFS)
    throw new Error(`${MEMORY} is no memory here (tmpfs): nothing was measured.`);
  const isDiskMeasured = legs.includes('disk') || legs.includes('s3');
  if (isDiskMeasured && statfsSync(disk).type === TMPFS)
    throw new Error(
      `${disk} is memory, not a disk. Name a folder of the disk with --disk. Nothing was measured.`,
    );
  // The one that may be refused first: then nothing is left anywhere.
  const onDisk = place(disk);
  const memory = place(MEMORY);
  const passwordFile = join(memory.root, 'password');
  writeFileSync(passwordFile, 'correct horse battery staple\n', { mode: 0o600 });
  return {
    memory,
    disk: onDisk,
    passwordFile,
    remove: () => {
      for (const { root } of [memory, onDisk]) remove(root);
    },
  };
}

function place(parent) {
  const root = mkdtempSync(join(parent, 'holdfast-bench-'));
  let folders = 0;
  return {
    root,
    corpus: join(root, 'corpus'),
    /** Bytes that still fit; in memory no more than the machine has left. */
    room: () => {
      const { bavail, bsize } = statfsSync(root);
      return parent === MEMORY ? Math.min(bavail * bsize, memoryLeft()) : bavail * bsize;
    },
    folder: () => {
      const path = join(root, `${(folders += 1)}`);
      mkdirSync(path);
      return path;
    },
  };
}

/** What Linux thinks can be taken without swapping. */
const memoryLeft = () =>
  Number(/^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1024;

/** Removes a folder and all below it, also what a program made unreadable. */
export const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/** @throws Error where a leg would fill the place that it runs on */
export function needRoom(leg, place, bytes) {
  const room = place.room();
  if (room >= bytes) return;
  const gib = (count) => (count / 1024 ** 3).toFixed(1);
  throw new Error(
    `The leg "${leg}" needs ${gib(bytes)} GiB below ${place.root} and there are ${gib(room)}. ` +
      'Make room, or take a smaller --size.',
  );
}
