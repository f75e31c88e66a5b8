import { describe, expect, it } from '@jest/globals';
import { freeBytesIn } from './free-bytes.js';

describe('what `df` prints', () => {
  it('tells the free bytes', () => {
    const head = 'Filesystem     1K-blocks     Used Available Use% Mounted on\n';
    const printed = `${head}/dev/block/dm-53 115343360 41943040 73400320  37% /data\n`;
    expect(freeBytesIn(printed)).toBe(73_400_320n * 1024n);
  });

  it.each(['', 'df: /data: Permission denied', 'a b c d% e', `x ${'9'.repeat(40)} 1 2 3%`, '1 2 -3 4%'])(
    'tells nothing of %j',
    (text) => {
      expect(freeBytesIn(text)).toBeUndefined();
    },
  );
});
