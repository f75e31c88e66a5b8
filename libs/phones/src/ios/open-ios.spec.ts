import { describe, expect, it } from '@jest/globals';
import { openIos } from './open-ios.js';

describe('opening an iPhone', () => {
  it('looks for no usbmuxd that nobody named', async () => {
    const options = { adbServer: '', directAddresses: [], folders: [], adbKeyFile: '' };
    await expect(openIos('00008110-00AABBCCDDEEFF01', options)).rejects.toMatchObject({
      name: 'SourceError',
      causeClass: 'unplugged',
      cause: { message: 'no usbmuxd is named' },
    });
  });
});
