import { describe, expect, it } from '@jest/globals';
import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { writeKeyBag, type KeyBag } from '../../codecs/ios/key-bag.js';
import { wrapKey } from '../../codecs/ios/key-wrap.js';
import { writeBinaryPlist } from '../../codecs/plist/write-binary-plist.js';
import { readBackupManifest, unlockBackup } from './backup-manifest.js';
import { unlockKeyBag } from './class-keys.js';
import { decodeOpening, encodeOpening, openSealed } from './file-opening.js';
import { friendlyPlace } from './friendly-place.js';
import { classKeysOf, decodeIphoneSecrets, encodeIphoneSecrets } from './phone-secrets.js';

const ROUNDS = 1_000;
const classKey = Buffer.alloc(32, 0x33);

function bagFor(password: string, change: Partial<KeyBag> = {}): KeyBag {
  const [first, salt] = [{ salt: Buffer.alloc(20, 1), iterations: ROUNDS }, Buffer.alloc(20, 2)];
  const under = pbkdf2Sync(pbkdf2Sync(password, first.salt, ROUNDS, 32, 'sha256'), salt, ROUNDS, 32, 'sha1');
  const classes = [1, 3, 4].map((protectionClass) => ({
    protectionClass,
    wrap: 2,
    key: wrapKey(under, classKey),
  }));
  return { salt, iterations: ROUNDS, first, classes, ...change };
}
const bytesOf = (bag: KeyBag): Uint8Array => writeKeyBag(bag, () => randomBytes(16));

/** As the phone seals: filled up to whole blocks. */
function sealed(key: Uint8Array, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}
async function* pieces(bytes: Buffer, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function joined(from: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of from) all.push(piece);
  return Buffer.concat(all);
}

describe('the key bag of an iPhone', () => {
  it('opens with its password, and with no other', async () => {
    const bag = bytesOf(bagFor('correct horse'));
    const keys = await unlockKeyBag(bag, 'correct horse');
    expect([...keys].map(([one, key]) => [one, Buffer.from(key)])).toEqual(
      [1, 3, 4].map((one) => [one, classKey]),
    );
    await expect(unlockKeyBag(bag, 'wrong')).rejects.toMatchObject({ causeClass: 'iphone-password-unknown' });
  });

  it('leaves what only the phone opens, and opens bags from before iOS 10.2', async () => {
    const salt = Buffer.alloc(20, 2);
    const under = pbkdf2Sync('old', salt, ROUNDS, 32, 'sha1');
    const classes = [
      { protectionClass: 3, wrap: 2, key: wrapKey(under, classKey) },
      { protectionClass: 11, wrap: 1, key: randomBytes(40) },
    ];
    const keys = await unlockKeyBag(bytesOf({ salt, iterations: ROUNDS, classes }), 'old');
    expect([...keys.keys()]).toEqual([3]);
  });

  it.each<[string, Partial<KeyBag>]>([
    ['2^31 rounds', { iterations: 2 ** 31 }],
    ['2^31 first rounds', { first: { salt: Buffer.alloc(20), iterations: 2 ** 31 } }],
    ['no rounds', { iterations: 0 }],
    ['no keys', { classes: [] }],
  ])('is refused with %s, at once', async (_, change) => {
    const began = performance.now();
    await expect(unlockKeyBag(bytesOf(bagFor('x', change)), 'x')).rejects.toMatchObject({
      causeClass: 'unreadable',
    });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('does not make anybody wait who gave up', async () => {
    const slow = bagFor('x', { first: { salt: Buffer.alloc(20), iterations: 1_500_000 } });
    const began = performance.now();
    await expect(unlockKeyBag(bytesOf(slow), 'x', AbortSignal.timeout(50))).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it('is refused where it is none', async () => {
    await expect(unlockKeyBag(Buffer.from('none'), 'x')).rejects.toMatchObject({ causeClass: 'unreadable' });
    await expect(unlockBackup(writeBinaryPlist({ IsEncrypted: true }), 'x')).rejects.toMatchObject({
      causeClass: 'unreadable',
    });
    expect(() => readBackupManifest(Buffer.from('[]'))).toThrow(
      expect.objectContaining({ causeClass: 'unreadable' }),
    );
  });
});

describe('a file that an iPhone sealed', () => {
  const fileKey = Buffer.alloc(32, 5);
  const plain = randomBytes(70_001);
  const opening = encodeOpening({
    protectionClass: 3,
    wrapped: wrapKey(classKey, fileKey),
    size: BigInt(plain.length),
  });
  const keys = new Map([[3, classKey]]);

  it.each([1, 15, 16, 17, 4096, 100_000])(
    'opens from pieces of %d bytes, never giving more than came',
    async (size) => {
      const stored = sealed(fileKey, plain);
      let [given, got] = [0, 0];
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for await (const piece of pieces(stored, size)) {
          given += piece.length;
          yield piece;
        }
      };
      const all: Uint8Array[] = [];
      for await (const piece of openSealed(opening, keys, counted())) {
        got += piece.length;
        expect(got).toBeLessThanOrEqual(given);
        all.push(piece);
      }
      expect(Buffer.concat(all).equals(plain)).toBe(true);
    },
  );

  it('tells keys that do not fit, and files that are shorter than they should be', async () => {
    const stored = sealed(fileKey, plain);
    const fail = (keysHeld: Map<number, Buffer>, bytes: Buffer) =>
      joined(openSealed(opening, keysHeld, pieces(bytes)));
    await expect(fail(new Map(), stored)).rejects.toMatchObject({ causeClass: 'iphone-password-unknown' });
    await expect(fail(new Map([[3, randomBytes(32)]]), stored)).rejects.toMatchObject({
      causeClass: 'iphone-password-unknown',
    });
    await expect(fail(keys, stored.subarray(0, 50_000))).rejects.toMatchObject({ causeClass: 'unreadable' });
    expect(() => decodeOpening(Buffer.from('else'))).toThrow(
      expect.objectContaining({ causeClass: 'unreadable' }),
    );
    expect(decodeOpening(opening).size).toBe(BigInt(plain.length));
    for (const size of [-1n, 2n ** 63n, 2n ** 64n])
      expect(() => encodeOpening({ ...decodeOpening(opening), size })).toThrow(
        expect.objectContaining({ causeClass: 'unreadable' }),
      );
  });

  it('has its keys kept with or without the password', () => {
    const secrets = encodeIphoneSecrets({ password: 'correct horse', classKeys: keys });
    expect(decodeIphoneSecrets(secrets)).toEqual({
      password: 'correct horse',
      classKeys: new Map([[3, Uint8Array.from(classKey)]]),
    });
    expect(Buffer.from(encodeIphoneSecrets({ classKeys: keys })).toString()).not.toContain('password');
    expect([...classKeysOf(encodeIphoneSecrets({ classKeys: keys })).keys()]).toEqual([3]);
    for (const spoiled of [
      '',
      '[]',
      'null',
      '{"v":2}',
      '{"v":1,"classKeys":{"3":"AAAA"}}',
      '{"v":1,"classKeys":7}',
    ])
      expect(() => decodeIphoneSecrets(Buffer.from(spoiled))).toThrow(
        expect.objectContaining({ causeClass: 'unreadable' }),
      );
  });
});

describe('places of an iPhone', () => {
  it.each([
    ['CameraRollDomain', 'Media/DCIM/100APPLE/IMG_1.HEIC', 'DCIM/100APPLE/IMG_1.HEIC', 'photos'],
    ['CameraRollDomain', 'Media/PhotoData/Photos.sqlite', 'Photo library/PhotoData/Photos.sqlite', 'other'],
    ['MediaDomain', 'Library/SMS/Attachments/a/x.jpg', 'Messages/Attachments/a/x.jpg', 'messages'],
    ['HomeDomain', 'Library/AddressBook/AddressBook.sqlitedb', 'Contacts/AddressBook.sqlitedb', 'contacts'],
    ['HomeDomain', 'Library/CallHistoryDB/CallHistory.storedata', 'Calls/CallHistory.storedata', 'calls'],
    ['AppDomainGroup-group.com.apple.notes', 'NoteStore.sqlite', 'Notes/NoteStore.sqlite', 'notes'],
    [
      'AppDomainGroup-group.net.whatsapp.WhatsApp.shared',
      'ChatStorage.sqlite',
      'Apps/Groups/group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite',
      'chats',
    ],
    [
      'AppDomain-com.example.pdf',
      'Documents/contract.pdf',
      'Apps/com.example.pdf/Documents/contract.pdf',
      'documents',
    ],
    ['AppDomain-com.example.pdf', 'Library/cache.pdf', 'Apps/com.example.pdf/Library/cache.pdf', 'app-data'],
    ['AppDomain-Groups', 'x', 'System/AppDomain-Groups/x', 'other'],
    ['HealthDomain', 'Health/healthdb.sqlite', 'Health/Health/healthdb.sqlite', 'health'],
    ['KeychainDomain', 'keychain-backup.plist', 'Keychain/keychain-backup.plist', 'keychain'],
    ['WirelessDomain', 'Library/x', 'System/WirelessDomain/Library/x', 'settings'],
  ])('%s %s is %s', (domain, path, place, category) => {
    const found = friendlyPlace(domain, path.split('/'));
    expect([found.path.join('/'), found.category]).toEqual([place, category]);
  });
});
