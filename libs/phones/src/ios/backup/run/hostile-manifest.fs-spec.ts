import { describe, expect, it } from '@jest/globals';
import { sendBackup, type SentBackup } from '../testing/backup-script.js';
import { madeBackup, seal } from '../testing/made-backup.js';
import { backup } from '../testing/run-backup.js';

const FILES = [{ domain: 'HomeDomain', path: 'Library/a', bytes: Buffer.from('a') }];
const sealed = madeBackup(FILES, seal('pass'));
const bomb = (changes: object): SentBackup => {
  const made = madeBackup(FILES, seal('pass', changes));
  return made;
};

describe('a finished backup with hostile manifests', () => {
  it.each<[string, SentBackup]>([
    ['a Manifest.db that is none', { database: Buffer.alloc(9000, 7) }],
    ['an empty Manifest.db', { database: new Uint8Array(0) }],
    ['a sealed Manifest.db that is none', { ...sealed, database: Buffer.alloc(8192, 7) }],
    ['a key bag of 2^31 rounds', bomb({ iterations: 2 ** 31 })],
    ['a first round of 2^31', bomb({ first: { salt: Buffer.alloc(20), iterations: 2 ** 31 } })],
    [
      'a key bag that is none',
      { ...sealed, manifest: { ...sealed.manifest, BackupKeyBag: Buffer.from('bag') } },
    ],
  ])('ends with a cause after %s, and counts for nothing', async (_, whole) => {
    const { error, sink, leftovers } = await backup(
      async (phone) => {
        await phone.greet();
        await sendBackup(phone, whole);
        await phone.end();
      },
      { options: { password: 'pass' } },
    );
    expect(error).toMatchObject({ name: 'SourceError', causeClass: 'unreadable' });
    expect(sink.committed).toBeUndefined();
    expect(sink.aborted).toBeDefined();
    expect(leftovers).toEqual([]);
  });
});
