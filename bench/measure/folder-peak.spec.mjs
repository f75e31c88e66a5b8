import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderPeak } from './folder-peak.mjs';

describe('the most that folders hold', () => {
  let root;
  before(() => (root = mkdtempSync(join(tmpdir(), 'holdfast-peak-'))));
  after(() => rmSync(root, { recursive: true }));

  it('is what lay in all of them at once, also when it is gone at the end', async () => {
    const [one, other] = [join(root, 'one'), join(root, 'made', 'later')];
    mkdirSync(one);
    const measured = await folderPeak([one, other], async () => {
      writeFileSync(join(one, 'a'), Buffer.alloc(3000));
      await sleep(100);
      rmSync(join(one, 'a'));
      mkdirSync(other, { recursive: true });
      writeFileSync(join(one, 'b'), Buffer.alloc(2000));
      writeFileSync(join(other, 'c'), Buffer.alloc(2000));
      await sleep(100);
      rmSync(root, { recursive: true });
      mkdirSync(root);
      return 'done';
    });
    assert.deepEqual(measured, { result: 'done', peakDiskBytes: 4000 });
  });

  it('is not waited for when the work fails', async () => {
    await assert.rejects(
      folderPeak([root], () => Promise.reject(new Error('no'))),
      /no/,
    );
  });
});
