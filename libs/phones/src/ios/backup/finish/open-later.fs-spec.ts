import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBinaryPlist } from '../../../codecs/plist/write-binary-plist.js';
import { openSealed } from '../../format/file-opening.js';
import { decodeIphoneSecrets } from '../../format/phone-secrets.js';
import { madeBackup, seal, type MadeBackup, type PhoneFile } from '../testing/made-backup.js';
import { PocketSink } from '../testing/pocket-sink.js';
import { openLater } from './open-later.js';

const PHOTO = Buffer.alloc(70_001, 5);
const FILES: PhoneFile[] = [
  { domain: 'CameraRollDomain', path: 'Media/DCIM/100APPLE/IMG_1.HEIC', bytes: PHOTO },
  { domain: 'HomeDomain', path: 'Library/SMS/other.txt', bytes: Buffer.from('words') },
];

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'holdfast-later-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** A backup as it was stored while nobody knew its password. */
async function stored({ files, manifest, database }: MadeBackup): Promise<PocketSink> {
  const sink = new PocketSink();
  const sent = [
    ...files,
    { path: 'Info.plist', bytes: writeBinaryPlist({ 'Display Name': 'Phone' }) },
    { path: 'Manifest.plist', bytes: writeBinaryPlist(manifest) },
    { path: 'Manifest.db', bytes: database },
  ];
  for (const { path, bytes } of sent) {
    await sink.begin(path);
    await sink.write(bytes ?? Buffer.alloc(0));
    await sink.end();
  }
  return sink;
}

const opening = (password: string, more: Partial<Parameters<typeof openLater>[1]> = {}) => ({
  password,
  scratch,
  ...more,
});

describe('a sealed backup that is opened after it was stored', () => {
  const sealed = seal('pass');
  const made = madeBackup(FILES, sealed);

  it('shows every file where people look, and answers with what opens it', async () => {
    const sink = await stored(made);
    const secrets = await openLater(sink, opening('pass'));
    const ofPhone = [...sink.arranged.keys()].filter((name) => !name.startsWith('Phone records/'));
    expect(ofPhone).toEqual(['DCIM/100APPLE/IMG_1.HEIC', 'Messages/other.txt']);
    const { password, classKeys } = decodeIphoneSecrets(secrets);
    expect(password).toBe('pass');
    const { from, shown } = sink.arranged.get('DCIM/100APPLE/IMG_1.HEIC')!;
    const parts: Uint8Array[] = [];
    for await (const part of openSealed(shown.opening!, classKeys, sink.read(from!))) parts.push(part);
    expect(Buffer.concat(parts).equals(PHOTO)).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('tells of what its list names and does not hold', async () => {
    const sink = await stored({ ...made, files: made.files.slice(1) });
    await openLater(sink, opening('pass', { records: false }));
    expect(sink.leftOut.map(({ category, cause }) => [category, cause])).toEqual([['photos', 'vanished']]);
  });

  it.each([
    ['another password', 'pasS', made, 'iphone-password-unknown'],
    ['no list of files', 'pass', { ...made, database: Buffer.alloc(4096, 1) }, 'unreadable'],
    ['a backup that is not sealed', 'pass', madeBackup(FILES), 'unreadable'],
  ])('is refused with %s, and shows nothing', async (_what, password, backup, causeClass) => {
    const sink = await stored(backup);
    await expect(openLater(sink, opening(password))).rejects.toMatchObject({ causeClass });
    expect([[...sink.arranged], readdirSync(scratch)]).toEqual([[], []]);
  });

  it('is refused where its manifests are not there, and stops when it is told to', async () => {
    await expect(openLater(new PocketSink(), opening('pass'))).rejects.toMatchObject({
      causeClass: 'unreadable',
    });
    const sink = await stored(made);
    await expect(openLater(sink, opening('pass', { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      causeClass: 'cancelled',
    });
    expect(readdirSync(scratch)).toEqual([]);
  });
});
