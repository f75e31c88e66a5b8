import { describe, expect, it } from '@jest/globals';
import { PlistError } from '../plist/plist-error.js';
import { readPlist } from '../plist/read-plist.js';
import { dictOf } from '../plist/plist-fields.js';
import { readClassKey, writeClassKey } from './class-key.js';
import { fileId, filePlace } from './file-id.js';
import { KeyBagError, readKeyBag, writeKeyBag, type KeyBag } from './key-bag.js';
import { unwrapKey, wrapKey } from './key-wrap.js';
import { readMbFile, writeMbFile, type MbFile } from './mb-file.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('what an iPhone’s backup is made of', () => {
  it('names files by the SHA-1 of domain and path', () => {
    expect(fileId('HomeDomain', 'Library/SMS/sms.db')).toBe('3d0d7e5fb2ce288813306e4d4636395e047a3d28');
    expect(filePlace('3d0d7e5fb2ce288813306e4d4636395e047a3d28')).toBe(
      '3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28',
    );
  });

  it('wraps keys as RFC 3394 §4.6 does', () => {
    const under = hex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
    const key = hex('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f');
    const wrapped = hex('28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21');
    expect(wrapKey(under, key)).toEqual(wrapped);
    expect(unwrapKey(under, wrapped)).toEqual(key);
    expect(unwrapKey(Buffer.alloc(32), wrapped)).toBeUndefined();
    expect(unwrapKey(under, wrapped.subarray(0, 39))).toBeUndefined();
    expect(unwrapKey(under, Buffer.alloc(0))).toBeUndefined();
  });

  it('tags keys with their class, little-endian', () => {
    const key = { protectionClass: 3, wrapped: new Uint8Array(40).fill(7) };
    expect(writeClassKey(key).subarray(0, 5)).toEqual(hex('0300000007'));
    expect(readClassKey(writeClassKey(key))).toEqual(key);
    expect(readClassKey(Buffer.alloc(43))).toBeUndefined();
  });

  const bag: KeyBag = {
    salt: Buffer.alloc(20, 1),
    iterations: 10_000,
    first: { salt: Buffer.alloc(20, 2), iterations: 10_000_000 },
    classes: [1, 2, 3, 11].map((protectionClass) => ({
      protectionClass,
      wrap: 2,
      key: Buffer.alloc(40, protectionClass),
    })),
  };
  const uuid = (): Uint8Array => Buffer.alloc(16, 9);

  it('reads a key bag as it was written, with and without the first round', () => {
    expect(readKeyBag(writeKeyBag(bag, uuid))).toEqual(bag);
    const { first, ...old } = bag;
    expect(first).toBeDefined();
    expect(readKeyBag(writeKeyBag(old, uuid))).toEqual(old);
  });

  it('refuses what is no key bag, wherever it ends', () => {
    const bytes = Buffer.from(writeKeyBag(bag, uuid));
    for (let at = 0; at < bytes.length; at++) {
      try {
        readKeyBag(bytes.subarray(0, at));
      } catch (error) {
        expect(error).toBeInstanceOf(KeyBagError);
      }
    }
    expect(() => readKeyBag(bytes.subarray(0, 50))).toThrow(KeyBagError);
    expect(() => readKeyBag(Buffer.alloc(70_000))).toThrow(KeyBagError);
    const uuids = Buffer.concat(Array.from({ length: 100 }, () => hex('5555494400000000')));
    expect(() => readKeyBag(uuids)).toThrow('more classes');
    const length = Buffer.from(bytes);
    length.writeUInt32BE(0xffffffff, 4);
    expect(() => readKeyBag(length)).toThrow(KeyBagError);
  });

  const file: MbFile = {
    relativePath: 'Media/DCIM/100APPLE/IMG_0001.HEIC',
    size: 5n * 2n ** 30n,
    mode: 0o100644,
    lastModified: 1_700_000_000n,
    birth: 1_600_000_000n,
    inode: 2n ** 40n,
    userId: 501,
    groupId: 501,
    protectionClass: 3,
    flags: 0,
  };

  it('reads what is said of a file as it was written', () => {
    expect(readMbFile(writeMbFile(file))).toEqual(file);
    const sealed = {
      ...file,
      encryptionKey: writeClassKey({ protectionClass: 3, wrapped: Buffer.alloc(40) }),
    };
    expect(readMbFile(writeMbFile(sealed))).toEqual({
      ...sealed,
      encryptionKey: Uint8Array.from(sealed.encryptionKey),
    });
    expect(readMbFile(writeMbFile({ ...file, target: '../x' })).target).toBe('../x');
    expect(dictOf(readPlist(writeMbFile(file)))?.['$archiver']).toBe('NSKeyedArchiver');
  });

  it('refuses archives that hold no file', () => {
    expect(() => readMbFile(Buffer.from('no archive'))).toThrow(PlistError);
    expect(() => readMbFile(Buffer.from('<plist><dict/></plist>'))).toThrow(PlistError);
  });
});
