import { createHash, randomBytes } from 'node:crypto';
import type { PutObject } from '../location/location.js';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An announced object; `opened()` counts how often its bytes were asked for. */
export function objectOf(
  bytes: Uint8Array,
  announced: Partial<PutObject> = {},
): PutObject & { opened(): number } {
  let opened = 0;
  return {
    size: bytes.length,
    sha256: sha256(bytes),
    async *open() {
      opened += 1;
      for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
    },
    ...announced,
    opened: () => opened,
  };
}

/** Random bytes under the name that the format gives them. */
export function randomObject(
  size: number,
  kind = 'data',
): { name: string; bytes: Buffer; object: PutObject } {
  const bytes = randomBytes(size);
  return { name: `${kind}/${sha256(bytes)}`, bytes, object: objectOf(bytes) };
}

export async function collected<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}

/** Never names of an object: each would be a path, or a URL, of something else. */
export const HOSTILE_NAMES = [
  '',
  '/',
  '/etc/passwd',
  '../config',
  'data/../config',
  `data/../../${'a'.repeat(64)}`,
  `data/${'A'.repeat(64)}`,
  `data/${'a'.repeat(63)}`,
  `data/${'a'.repeat(64)}/`,
  `data\\${'a'.repeat(64)}`,
  `data/${'a'.repeat(64)}\0`,
  `data/${'a'.repeat(64)}\n`,
  `keys/1/x/${'a'.repeat(64)}`,
  `keys/00000001/../${'a'.repeat(64)}`,
  '.incoming/x',
  'config?x=1',
];
