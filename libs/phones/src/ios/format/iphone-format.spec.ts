import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LeftOut } from '@holdfast/contracts';
import { writeClassKey } from '../../codecs/ios/class-key.js';
import { fileId, filePlace } from '../../codecs/ios/file-id.js';
import { writeKeyBag, type KeyBag } from '../../codecs/ios/key-bag.js';
import { wrapKey } from '../../codecs/ios/key-wrap.js';
import { writeMbFile, type MbFile } from '../../codecs/ios/mb-file.js';
import { writeBinaryPlist } from '../../codecs/plist/write-binary-plist.js';
import { readBackupManifest, unlockBackup } from './backup-manifest.js';
import { unlockKeyBag } from './class-keys.js';
import { decodeOpening, encodeOpening, openSealed } from './file-opening.js';
import { friendlyPlace } from './friendly-place.js';
import { openManifest } from './opened-manifest.js';
import { classKeysOf, decodeIphoneSecrets, encodeIphoneSecrets } from './phone-secrets.js';
import { shownEntries } from './shown-entries.js';

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

describe('what is shown of an iPhone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-manifest-'));
  const file = join(folder, 'Manifest.db');
  const facts: MbFile = {
    relativePath: '',
    size: 10n,
    mode: 0o100644,
    lastModified: 1_700_000_000n,
    birth: 0n,
    inode: 1n,
    userId: 501,
    groupId: 501,
    protectionClass: 3,
    flags: 0,
  };
  const write = (
    rows: readonly (readonly [domain: unknown, path: unknown, flags: unknown, more?: Partial<MbFile>])[],
    blob?: unknown,
  ) => {
    rmSync(file, { force: true });
    const database = new DatabaseSync(file);
    database.exec(
      'CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)',
    );
    const insert = database.prepare('INSERT INTO Files VALUES (?, ?, ?, ?, ?)');
    for (const [domain, path, flags, more] of rows)
      insert.run(
        fileId(String(domain), String(path)),
        domain as string,
        path as string,
        flags as number,
        (blob ?? writeMbFile({ ...facts, relativePath: String(path), ...more })) as Uint8Array,
      );
    database.close();
  };
  const read = () => {
    const left: LeftOut[] = [];
    const shown = [...shownEntries(file, (one) => left.push(one))].map(({ from, shown: one }) => ({
      from,
      path: one.path.map((name) => Buffer.from(name).toString()).join('/'),
      kind: one.kind,
      category: one.category,
    }));
    return { shown, causes: left.map(({ cause }) => cause) };
  };
  beforeAll(() => write([]));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is where people look for it, folders first, under the phone’s own name', () => {
    write([
      ['CameraRollDomain', 'Media/DCIM/100APPLE/IMG_0001.MOV', 1],
      ['CameraRollDomain', 'Media/DCIM/100APPLE', 2, { mode: 0o40755 }],
      ['HomeDomain', 'Library/SMS/sms.db', 1],
      ['HomeDomain', 'Library/newest', 4, { target: 'x' }],
    ]);
    expect(read()).toEqual({
      causes: [],
      shown: [
        { from: undefined, path: 'DCIM/100APPLE', kind: 'directory', category: 'photos' },
        {
          from: filePlace(fileId('CameraRollDomain', 'Media/DCIM/100APPLE/IMG_0001.MOV')),
          path: 'DCIM/100APPLE/IMG_0001.MOV',
          kind: 'file',
          category: 'videos',
        },
        {
          from: '3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28',
          path: 'Messages/sms.db',
          kind: 'file',
          category: 'messages',
        },
        { from: undefined, path: 'System/HomeDomain/Library/newest', kind: 'symlink', category: 'other' },
      ],
    });
    const [entry] = [...shownEntries(file, () => undefined)].slice(1);
    expect(entry!.shown).toMatchObject({ mtimeNs: 1_700_000_000_000_000_000n, mode: 0o644 });
  });

  it('says how a sealed file is opened', () => {
    const encryptionKey = writeClassKey({ protectionClass: 3, wrapped: wrapKey(classKey, Buffer.alloc(32)) });
    write([['HomeDomain', 'a', 1, { encryptionKey, size: 77n }]]);
    const [entry] = [...shownEntries(file, () => undefined)];
    expect(entry!.shown.openedSize).toBe(77n);
    expect(decodeOpening(entry!.shown.opening!)).toMatchObject({ protectionClass: 3, size: 77n });
  });

  it.each([-1n, 2n ** 63n, 2n ** 100n])('does not say how a file of %s bytes is opened', (size) => {
    const encryptionKey = writeClassKey({ protectionClass: 3, wrapped: wrapKey(classKey, Buffer.alloc(32)) });
    write([['HomeDomain', 'a', 1, { encryptionKey, size }]]);
    const [entry] = [...shownEntries(file, () => undefined)];
    expect(entry!.shown).toMatchObject({ kind: 'file' });
    expect(entry!.shown.opening).toBeUndefined();
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a//b', './a', 'a\0b', 'x'.repeat(2000), 'a/'.repeat(300)])(
    'leaves a file out of sight that is called %j',
    (path) => {
      write([['HomeDomain', path, 1]]);
      expect(read()).toEqual({ shown: [], causes: ['name-refused'] });
    },
  );

  it.each<[string, unknown, unknown, unknown, unknown?]>([
    ['flags of nothing known', 'HomeDomain', 'a', 99, undefined],
    ['a link to nowhere', 'HomeDomain', 'a', 4, undefined],
    ['a domain that leads elsewhere', '../..', 'a', 1, undefined],
    ['a text for a record', 'HomeDomain', 'a', 1, 'text'],
    ['a record that is none', 'HomeDomain', 'a', 1, Buffer.from('bplist00rubbish')],
    ['a record of a megabyte', 'HomeDomain', 'a', 1, Buffer.alloc(1 << 20)],
  ])('passes over %s and goes on', (_, domain, path, flags, blob) => {
    write([[domain, path, flags]], blob);
    const { shown, causes } = read();
    expect(shown).toEqual([]);
    expect(causes).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ['no database', () => writeFileSync(file, 'SQLite format 3\0 and nothing else')],
    ['an empty file', () => writeFileSync(file, '')],
    [
      'a view that computes for ever',
      () => {
        rmSync(file);
        const database = new DatabaseSync(file);
        database.exec(`CREATE VIEW Files AS WITH RECURSIVE n(fileID) AS (SELECT 1 UNION ALL SELECT fileID + 1 FROM n)
          SELECT fileID, '' AS domain, '' AS relativePath, 1 AS flags, x'' AS file FROM n`);
        database.close();
      },
    ],
  ])('is refused where the list is %s', (_, make) => {
    write([]);
    make();
    expect(read).toThrow(expect.objectContaining({ causeClass: 'unreadable' }));
  });

  it('opens a sealed list into a private file', async () => {
    write([['HomeDomain', 'a', 1]]);
    const plain = readFileSync(file);
    const key = randomBytes(32);
    const [stored, opened] = [join(folder, 'sealed'), join(folder, 'opened')];
    writeFileSync(stored, sealed(key, plain).subarray(0, plain.length));
    const manifestKey = { protectionClass: 4, wrapped: wrapKey(classKey, key) };
    const manifest = { isEncrypted: true, manifestKey, all: {} };
    await openManifest(stored, opened, manifest, new Map([[4, classKey]]));
    expect(readFileSync(opened).equals(plain)).toBe(true);
    expect(statSync(opened).mode & 0o777).toBe(0o600);
    await expect(openManifest(stored, `${opened}2`, manifest, new Map())).rejects.toMatchObject({
      causeClass: 'iphone-password-unknown',
    });
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
