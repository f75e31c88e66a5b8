import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeStatV1,
  decodeStatV2,
  encodeStatV1,
  encodeStatV2,
  encodeSyncRequest,
  NOTHING,
  STAT_V1_BYTES,
  STAT_V2_BYTES,
} from './sync-record.js';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const i64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const words = { error: u32, mode: u32, nlink: u32, uid: u32, gid: u32 };
const stat = fc.record({ ...words, dev: u64, ino: u64, size: u64, atime: i64, mtime: i64, ctime: i64 });

describe('sync records', () => {
  it('v2 keeps every field', () => {
    fc.assert(
      fc.property(stat, (value) => {
        const bytes = encodeStatV2(value);
        expect(bytes).toHaveLength(STAT_V2_BYTES);
        expect(decodeStatV2(bytes)).toEqual(value);
      }),
    );
  });

  it('v1 keeps mode and the low 32 bits of size and time', () => {
    fc.assert(
      fc.property(stat, (value) => {
        const bytes = encodeStatV1(value);
        expect(bytes).toHaveLength(STAT_V1_BYTES);
        const size = BigInt.asUintN(32, value.size);
        expect(decodeStatV1(bytes)).toEqual({
          ...NOTHING,
          mode: value.mode,
          size,
          mtime: BigInt.asUintN(32, value.mtime),
        });
      }),
    );
  });

  it('a request is its id, the length of the path and the path', () => {
    expect(encodeSyncRequest('LST2', Buffer.from('/sdcard')).toString('latin1')).toBe(
      'LST2\x07\0\0\0/sdcard',
    );
  });
});
