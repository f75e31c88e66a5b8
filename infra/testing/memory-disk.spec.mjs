import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryDisk } from './memory-disk.mjs';

describe('the disk in memory', () => {
  it('holds temporary folders where it has room', () => {
    assert.deepEqual(
      memoryDisk(() => ({ bavail: 2 ** 21, bsize: 4096 })),
      { TMPDIR: '/dev/shm' },
    );
  });

  it('is left alone where it is small or absent', () => {
    assert.deepEqual(
      memoryDisk(() => ({ bavail: 2 ** 14, bsize: 4096 })),
      {},
    );
    assert.deepEqual(
      memoryDisk(() => {
        throw new Error('ENOENT');
      }),
      {},
    );
  });
});
