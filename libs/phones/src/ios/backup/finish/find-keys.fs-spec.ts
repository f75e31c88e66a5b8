import { describe, expect, it } from '@jest/globals';
import { writeBinaryPlist } from '../../../codecs/plist/write-binary-plist.js';
import { readBackupManifest, type BackupManifest } from '../../format/backup-manifest.js';
import { encodeIphoneSecrets } from '../../format/phone-secrets.js';
import { madeBackup, seal } from '../testing/made-backup.js';
import { findKeys } from './find-keys.js';

const manifestOf = (sealed: ReturnType<typeof seal>): BackupManifest =>
  readBackupManifest(writeBinaryPlist(madeBackup([], sealed).manifest));

describe('what opens a backup', () => {
  const sealed = seal('pass');
  const manifest = manifestOf(sealed);

  it('is the password that was given, checked', async () => {
    const secrets = await findKeys(manifest, { password: 'pass' });
    expect(secrets?.password).toBe('pass');
    expect(Buffer.from(secrets!.classKeys.get(3)!)).toEqual(sealed.classKey);
    expect(await findKeys(manifest, { password: 'other' })).toBeUndefined();
  });

  it('is a new password before the last one, which is no longer kept', async () => {
    const last = encodeIphoneSecrets({ password: 'old', classKeys: new Map([[3, sealed.classKey]]) });
    expect((await findKeys(manifest, { password: 'pass', last }))?.password).toBe('pass');
  });

  it('is what still fits where the password that was given does not', async () => {
    const classKeys = new Map([[3, sealed.classKey]]);
    const last = encodeIphoneSecrets({ classKeys });
    const secrets = await findKeys(manifest, { password: 'wrong', last });
    expect(secrets?.password).toBeUndefined();
    expect(Buffer.from(secrets!.classKeys.get(3)!)).toEqual(sealed.classKey);
  });

  it('is nothing of another version', async () => {
    const last = Buffer.from('{"v":99}');
    expect(await findKeys(manifest, { last })).toBeUndefined();
    expect((await findKeys(manifest, { password: 'pass', last }))?.password).toBe('pass');
  });

  it('is not looked for once the run is stopped', async () => {
    const signal = AbortSignal.abort();
    await expect(findKeys(manifest, { password: 'pass', signal })).rejects.toMatchObject({
      causeClass: 'cancelled',
    });
  });
});
