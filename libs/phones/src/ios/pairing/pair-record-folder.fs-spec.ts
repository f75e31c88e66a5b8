import { chmod, mkdtemp, mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makePairRecord } from './make-pair-record.js';
import { PairRecordFolder } from './pair-record-folder.js';
import type { PairRecord } from './pair-record.js';

const UDID = '00008110-00AABBCCDDEEFF01';
let base: string;
let record: PairRecord;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'holdfast-records-'));
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const devicePublicKey = Buffer.from(publicKey.export({ type: 'pkcs1', format: 'pem' }));
  record = await makePairRecord({ devicePublicKey, systemBuid: 'BUID', wifiAddress: undefined });
});
afterAll(() => rm(base, { recursive: true, force: true }));

describe('the folder of pair records', () => {
  it('keeps one a phone, for this user alone, also where the folder was open before', async () => {
    const path = join(base, 'open');
    await mkdir(path);
    await chmod(path, 0o755);
    const folder = new PairRecordFolder(path);
    expect(await folder.read(UDID)).toBeUndefined();
    for (let time = 0; time < 2; time += 1) await folder.write(UDID, record);
    expect((await folder.read(UDID))?.hostId).toBe(record.hostId);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, `${UDID}.plist`))).mode & 0o777).toBe(0o600);
    expect(await readdir(path)).toEqual([`${UDID}.plist`]);
  });

  it('takes no name but a UDID, and no file but its own', async () => {
    const folder = new PairRecordFolder(join(base, 'names'));
    for (const name of ['../x', '', `${UDID}/../x`, `${UDID}\n`]) {
      await expect(folder.read(name)).rejects.toBeInstanceOf(RangeError);
      await expect(folder.write(name, record)).rejects.toBeInstanceOf(RangeError);
    }
    await mkdir(join(base, 'names'));
    await writeFile(join(base, 'elsewhere'), 'x');
    await symlink(join(base, 'elsewhere'), join(base, 'names', `${UDID}.plist`));
    expect(await folder.read(UDID)).toBeUndefined();
  });

  it('says what is wrong with it where it cannot be used', async () => {
    await writeFile(join(base, 'file'), 'x');
    const folder = new PairRecordFolder(join(base, 'file'));
    const trouble = { causeClass: 'internal', message: expect.stringContaining('pair records') };
    await expect(folder.write(UDID, record)).rejects.toMatchObject(trouble);
    await expect(folder.read(UDID)).rejects.toMatchObject(trouble);
  });
});
