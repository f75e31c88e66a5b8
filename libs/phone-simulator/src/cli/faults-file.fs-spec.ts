import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFaultsFile } from './faults-file.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'holdfast-faults-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const file = join(folder, 'faults.json');
  await writeFile(file, text);
  return readFaultsFile(file);
}

describe('a file of faults', () => {
  it('gives the faults, sizes as numbers or as texts', async () => {
    const faults = await read(
      '{"unplugAfterBytes": 5, "denied": ["a"], "sizes": {"x": 7, "y": "18446744073709551615"}, "bytesPerSecond": 1000}',
    );
    expect(faults).toEqual({
      unplugAfterBytes: 5,
      denied: ['a'],
      sizes: { x: 7n, y: 18_446_744_073_709_551_615n },
      bytesPerSecond: 1000,
    });
    expect([...((await read('{"hostile": true}')).synthetic?.('') ?? [])]).toHaveLength(1);
  });

  it.each([
    ['a word that is none', '{"unplugAfter": 5}', 'unplugAfter'],
    ['a value that is none', '{"entries": -1}', 'entries'],
    ['no JSON', '{', 'not JSON'],
  ])('with %s says what is wrong', async (_, text, word) => {
    await expect(read(text)).rejects.toThrow(word);
  });

  it('that is not there says so', async () => {
    await expect(readFaultsFile(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});
