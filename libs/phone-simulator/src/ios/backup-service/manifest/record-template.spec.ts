import { expect, it } from '@jest/globals';
import { readMbFile, writeMbFile, type MbFile } from '@holdfast/phones/codecs';
import { writeRecord } from './record-template.js';

const FILE: MbFile = {
  relativePath: 'Media/DCIM/100APPLE/IMG_0001.HEIC',
  size: 2n ** 40n + 3n,
  mode: 0o100644,
  lastModified: 1_750_000_000n,
  birth: 1_740_000_000n,
  inode: 2n ** 52n + 1n,
  userId: 501,
  groupId: 502,
  protectionClass: 3,
  flags: 7,
};

it.each<[string, Partial<MbFile>]>([
  ['a file', {}],
  ['an empty one from before 1970', { size: 0n, lastModified: -5n, birth: -6n }],
  ['a sealed one', { encryptionKey: Buffer.alloc(44, 0x5a) }],
  ['a path that is not ASCII', { relativePath: 'Été/写真 🏖️.txt' }],
  ['no path', { relativePath: '' }],
  ['a path of 14 letters', { relativePath: 'x'.repeat(14) }],
  ['a path of 15 letters', { relativePath: 'x'.repeat(15) }],
  ['a path of 255 letters', { relativePath: 'x'.repeat(255) }],
  ['a path of 70,000 letters', { relativePath: 'é'.repeat(70_000) }],
  ['a link', { target: 'elsewhere' }],
  ['a size beyond 63 bits', { size: 2n ** 63n + 1n }],
])('%s is read as what writeMbFile writes', (_, change) => {
  const file = { ...FILE, ...change };
  expect(readMbFile(writeRecord(file))).toEqual(readMbFile(writeMbFile(file)));
});
