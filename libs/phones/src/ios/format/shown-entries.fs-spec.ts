import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LeftOut } from '@holdfast/contracts';
import { writeClassKey } from '../../codecs/ios/class-key.js';
import { fileId, filePlace } from '../../codecs/ios/file-id.js';
import { wrapKey } from '../../codecs/ios/key-wrap.js';
import { writeMbFile, type MbFile } from '../../codecs/ios/mb-file.js';
import { decodeOpening } from './file-opening.js';
import { ManifestDatabase } from './manifest-database.js';
import { openManifest } from './opened-manifest.js';
import { shownEntries } from './shown-entries.js';
import { leadBackIntoItself } from './testing/endless-table.js';

const classKey = Buffer.alloc(32, 0x33);

/** As the phone seals: filled up to whole blocks. */
function sealed(key: Uint8Array, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

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
  const made = (sql: string): void => {
    rmSync(file);
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
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

  it.each([
    ['a way up', '../x'],
    ['an absolute path', '/etc/passwd'],
    ['a way round', 'a/../../x'],
    ['an empty name', 'a//b'],
    ['a dot', './a'],
    ['a NUL', 'a\0b'],
    ['2,000 letters', 'x'.repeat(2000)],
    ['300 folders', 'a/'.repeat(300)],
  ])('leaves a file out of sight that is called by %s', (_, path) => {
    write([['HomeDomain', path, 1]]);
    expect(read()).toEqual({ shown: [], causes: ['name-refused'] });
  });

  it.each<[string, unknown, unknown, unknown, unknown?]>([
    ['a path of 5,000 bytes', 'HomeDomain', 'ä'.repeat(2500), 1, undefined],
    ['no flags', 'HomeDomain', 'a', null, undefined],
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

  it.each([-1n, 2n ** 63n, 2n ** 64n, 2n ** 100n])('passes over a file of %d bytes and goes on', (size) => {
    const encryptionKey = writeClassKey({ protectionClass: 3, wrapped: Buffer.alloc(40) });
    write([
      ['HomeDomain', 'a', 1, { size, encryptionKey }],
      ['HomeDomain', 'b', 1, { size: 2n ** 63n - 1n, encryptionKey }],
    ]);
    const { shown, causes } = read();
    expect(shown.map(({ path }) => path)).toEqual(['System/HomeDomain/b']);
    expect(causes).toEqual(['unreadable']);
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
    [
      'a table of a module',
      () => made('CREATE VIRTUAL TABLE Files USING fts5(fileID, domain, relativePath, flags, file)'),
    ],
    [
      'a table that computes its cells',
      () =>
        made(`CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INTEGER,
          file BLOB AS (hex(zeroblob(400000000))))`),
    ],
    ['a table of other columns', () => made('CREATE TABLE Files (name TEXT)')],
    ['a tree of pages without end', () => leadBackIntoItself(file)],
  ])('is refused where the list is %s', (_, make) => {
    write([['HomeDomain', 'a', 1]]);
    make();
    expect(read).toThrow(expect.objectContaining({ causeClass: 'unreadable' }));
  });

  it('is found by domain and path, and only under its own name', () => {
    write([
      ['HomeDomain', 'Library/SMS/sms.db', 1],
      ['HomeDomain', 'Library/SMS', 2],
    ]);
    const other = new DatabaseSync(file);
    other.exec("UPDATE Files SET relativePath = 'Library/SMS/other.db' WHERE flags = 1");
    const before = new ManifestDatabase(file);
    expect(before.find('HomeDomain', 'Library/SMS/sms.db')).toBeUndefined();
    expect(before.find('HomeDomain', 'Library/SMS')).toBeUndefined();
    before.close();
    other.exec("UPDATE Files SET relativePath = 'Library/SMS/sms.db' WHERE flags = 1");
    other.close();
    const after = new ManifestDatabase(file);
    expect(after.find('HomeDomain', 'Library/SMS/sms.db')).toMatchObject({
      relativePath: 'Library/SMS/sms.db',
    });
    after.close();
  });

  it('is read where the phone left its database in write-ahead mode, with nothing written beside it', () => {
    write([['HomeDomain', 'a', 1]]);
    const database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL');
    database.close();
    expect(readFileSync(file)[18]).toBe(2);
    expect(read().shown).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('Manifest.db'))).toEqual(['Manifest.db']);
  });

  it('opens a sealed list into a private file', async () => {
    write([['HomeDomain', 'a', 1]]);
    const plain = readFileSync(file);
    const key = randomBytes(32);
    const opened = join(folder, 'opened');
    const stored = () => ({
      bytes: Readable.from([sealed(key, plain).subarray(0, plain.length)]),
      size: BigInt(plain.length),
    });
    const manifestKey = { protectionClass: 4, wrapped: wrapKey(classKey, key) };
    const manifest = { isEncrypted: true, manifestKey, all: {} };
    await openManifest(stored(), opened, manifest, new Map([[4, classKey]]));
    expect(readFileSync(opened).equals(plain)).toBe(true);
    expect(statSync(opened).mode & 0o777).toBe(0o600);
    await expect(openManifest(stored(), `${opened}2`, manifest, new Map())).rejects.toMatchObject({
      causeClass: 'iphone-password-unknown',
    });
  });
});
