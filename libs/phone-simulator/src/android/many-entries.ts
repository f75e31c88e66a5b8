import type { SyntheticEntry } from '../faults.js';

/** Where the folder of very many files is. */
export const MANY_FOLDER = 'DCIM/Many';
const NAME = /^IMG_(\d{8})\.jpg$/;

/** One of very many files: 100 bytes that no other one has. */
function entryAt(index: number): SyntheticEntry {
  const name = `IMG_${String(index).padStart(8, '0')}.jpg`;
  return {
    name: Buffer.from(name),
    content: Buffer.from(`${name} `.repeat(6).slice(0, 100)),
    mtime: 1_750_000_000n + BigInt(index),
  };
}

/** `count` files, made while they are listed: nothing is held. */
export function* manyEntries(count: number): Generator<SyntheticEntry> {
  for (let index = 0; index < count; index += 1) yield entryAt(index);
}

/** The one of that name, without looking at the others. */
export function entryOfMany(count: number, name: string): SyntheticEntry | undefined {
  const index = Number(NAME.exec(name)?.[1] ?? -1);
  return index >= 0 && index < count ? entryAt(index) : undefined;
}
