import { describe, expect, it } from '@jest/globals';
import { openCredentials, sealCredentials } from './seal-credentials.js';

const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'not to be read' };
const key = Buffer.alloc(32, 7);

describe('sealCredentials', () => {
  it('opens with the same key and owner only, and shows nothing', () => {
    const sealed = sealCredentials(key, 'company/location', credentials);
    expect(sealed.includes('AKIA')).toBe(false);
    expect(openCredentials(key, 'company/location', sealed)).toEqual(credentials);
    expect(() => openCredentials(key, 'company/other', sealed)).toThrow();
    expect(() => openCredentials(Buffer.alloc(32, 8), 'company/location', sealed)).toThrow();
    for (const at of [0, 13, sealed.length - 1]) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      expect(() => openCredentials(key, 'company/location', flipped)).toThrow();
    }
  });

  it('seals the same thing differently each time', () => {
    expect(sealCredentials(key, 'a', credentials)).not.toEqual(sealCredentials(key, 'a', credentials));
  });
});
