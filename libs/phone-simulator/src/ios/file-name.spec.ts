import { describe, expect, it } from '@jest/globals';
import { ODD_NAMES, REFUSED_NAMES } from '../hostile/hostile-names.js';
import { bytesOfName, nameFromBytes } from './file-name.js';

describe('a name’s bytes as text', () => {
  it('give the bytes back, whatever they are', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (const bytes of [...ODD_NAMES, ...REFUSED_NAMES, all])
      expect(bytesOfName(nameFromBytes(bytes)).equals(bytes)).toBe(true);
  });

  it('are the text where they are UTF-8', () => {
    expect(nameFromBytes(Buffer.from('家族 🏖️'))).toBe('家族 🏖️');
    expect(nameFromBytes(Buffer.from([0x62, 0xff]))).toBe('b\udcff');
  });
});
