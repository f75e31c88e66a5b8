import { describe, expect, it } from '@jest/globals';
import { readClassKey } from '../../codecs/ios/class-key.js';
import { writeKeyBag } from '../../codecs/ios/key-bag.js';
import { unlockKeyBag } from './class-keys.js';
import { encodeOpening, openSealed } from './file-opening.js';

/**
 * Facts that the tests of an independent reader of backups hold (pyiosbackup 2023, read 2026-11-27): a bag whose salts are
 * zeros, 10,000,000 and 10,000 rounds, the password "0000", and class keys of zeros.
 */
const WRAPPED = Buffer.from(
  '528c9c5171bf8bef1ea397cf29d2a838c90529df02a6ad2f823a1c6f3a5b2040e2a309c520c6a2ab',
  'hex',
);
const FILE_KEY = Buffer.from(
  '0200000097317494343807e690fd1e431413963dc0e3deb4907fb89fa36ce65126d0ea1301381fb3a2941e2f',
  'hex',
);
const SEALED = Buffer.from('78b51ca5374c3ad575174288688cda49', 'hex');

describe('a key bag that another program made', () => {
  it('opens with ten million rounds, and so does a file under it', async () => {
    const zeros = new Uint8Array(20);
    const classes = [1, 2, 11].map((protectionClass) => ({ protectionClass, wrap: 2, key: WRAPPED }));
    const bag = { salt: zeros, iterations: 10_000, first: { salt: zeros, iterations: 10_000_000 }, classes };
    const keys = await unlockKeyBag(
      writeKeyBag(bag, () => new Uint8Array(16)),
      '0000',
    );
    expect([...keys.values()]).toEqual([1, 2, 11].map(() => new Uint8Array(32)));
    const opening = encodeOpening({ ...readClassKey(FILE_KEY)!, size: 9n });
    const parts: Uint8Array[] = [];
    for await (const part of openSealed(opening, keys, once(SEALED))) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('Test data');
  }, 60_000);
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
