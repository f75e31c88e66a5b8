import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporary } from '../testing/temporary.js';
import { withScratchFolder } from './scratch-folder.js';

describe('a private folder for manifests', () => {
  const place = temporary();
  const parent = place.at('scratch');
  afterAll(() => place.remove());

  it('is gone afterwards, also when what used it failed', async () => {
    const use = async (folder: string): Promise<void> => {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      writeFileSync(join(folder, 'manifest'), 'names');
      throw new Error('unplugged');
    };
    await expect(withScratchFolder(parent, use)).rejects.toThrow('unplugged');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('goes with the next one where a program was killed, and stays while another uses it', async () => {
    mkdirSync(join(parent, 'iphone-left'));
    writeFileSync(join(parent, 'iphone-left', 'manifest'), 'names');
    mkdirSync(join(parent, 'something else'));
    await withScratchFolder(parent, async (mine) => {
      writeFileSync(join(mine, 'manifest'), 'names');
      await withScratchFolder(parent, async (other) => {
        expect(other).not.toBe(mine);
        expect(readdirSync(mine)).toEqual(['manifest']);
      });
      expect(readdirSync(parent).filter((name) => name.startsWith('iphone-left'))).toEqual([]);
    });
    expect(readdirSync(parent)).toEqual(['something else']);
  });
});
