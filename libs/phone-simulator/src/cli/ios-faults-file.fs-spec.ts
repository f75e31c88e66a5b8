import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readIosFaultsFile } from './ios-faults-file.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'holdfast-faults-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const file = join(folder, 'faults.json');
  await writeFile(file, text);
  return readIosFaultsFile(file);
}

describe('a file of an iPhone’s faults', () => {
  it('gives the faults', async () => {
    const text =
      '{"pairing": "stale", "sizes": {"DCIM/x": "18446744073709551615"}, "entries": 9, "endless": true}';
    expect(await read(text)).toEqual({
      pairing: 'stale',
      sizes: { 'DCIM/x': 18_446_744_073_709_551_615n },
      entries: 9,
      endless: true,
    });
    const backup =
      '{"backup": {"unplugAt": "moving", "pauses": {"uploading": 9}, "hostile": ["path-above"]}}';
    expect(await read(backup)).toEqual({
      backup: { unplugAt: 'moving', pauses: { uploading: 9 }, hostile: ['path-above'] },
    });
    expect([...((await read('{"hostile": true}')).synthetic?.('') ?? [])]).toHaveLength(1);
  });

  it.each([
    ['a word that is none', '{"v1Only": true}', 'v1Only'],
    ['a value that is none', '{"pairing": "no"}', 'pairing'],
    ['an act that is none', '{"backup": {"hostile": ["sing"]}}', 'backup.hostile'],
    ['no JSON', '{', 'not JSON'],
  ])('with %s says what is wrong', async (_, text, word) => {
    await expect(read(text)).rejects.toThrow(word);
  });
});
