import { mkdirSync, closeSync, openSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { photo } from '../corpus/media.mjs';
import { seededNumbers } from '../corpus/seeded-numbers.mjs';

const SMALLEST = 50_000;
const LARGEST = 5_000_000;
const A_FOLDER = 250;
const FIRST_TAKEN = Date.UTC(2026, 0, 1) / 1000;

/**
 * Sizes of a camera roll: 50 KB to 5 MB, many small and few large (exponential), together `size` bytes to within a file.
 * @returns {number[]}
 */
export function photoSizes({ files, size, seed }) {
  const numbers = seededNumbers(seed, 'photo sizes');
  const above = Math.max(0, size / files - SMALLEST);
  return Array.from({ length: files }, () =>
    Math.round(Math.min(LARGEST, SMALLEST - above * Math.log(1 - numbers.unit()))),
  );
}

/**
 * Fills an empty folder, a phone's /sdcard, with such photos; the same for the same numbers.
 * @param {AbortSignal} [signal] stops between two files
 * @returns {Promise<{ files: number, bytes: number }>}
 */
export async function writePhotos(root, { files, size, seed }, signal) {
  let bytes = 0;
  for (const [at, length] of photoSizes({ files, size, seed }).entries()) {
    const folder = join(root, 'DCIM', `${100 + Math.floor(at / A_FOLDER)}CAMERA`);
    if (at % A_FOLDER === 0) mkdirSync(folder, { recursive: true });
    const taken = FIRST_TAKEN + at * 3600;
    const path = join(folder, `IMG_${String(at).padStart(5, '0')}.jpg`);
    const file = openSync(path, 'wx');
    for (const piece of photo({ seed, key: `photo ${at}`, size: length, taken })) writeSync(file, piece);
    closeSync(file);
    utimesSync(path, taken, taken);
    bytes += length;
    await breathe();
    signal?.throwIfAborted();
  }
  return { files, bytes };
}
