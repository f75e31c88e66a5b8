import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKeyPair } from '../crypto/key-pair.js';
import { newRecoveryCode, recoveryCodeKeyPair } from '../crypto/recovery-code.js';
import { folderLocation } from '../location/folder-location.js';
import { replaceRecipient } from '../recipients/replace-recipient.js';
import { createRepository } from '../repository/create-repository.js';
import { scratch } from '../testing/scratch.js';
import { recoveryKeys } from './recovery-keys.js';
import { servedStore } from './served-store.js';

const folder = scratch();
afterAll(folder.remove);
const words = newRecoveryCode();
const keyOf = (code: string): string =>
  Buffer.from(recoveryCodeKeyPair(code)?.publicKey ?? []).toString('hex');
const pair = newKeyPair();
const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
const known = async (place: string) =>
  (await recoveryKeys(servedStore(place))).map((key) => key.toString('hex'));

describe('the recovery codes of a repository, as its location tells them', () => {
  const stored = folder.in('stored');
  beforeAll(async () => {
    const repository = await createRepository({
      location: folderLocation(stored),
      workFolder: folder.in('work'),
      recipients: [
        { kind: 'key', name: 'laptop', publicKey: pair.publicKey },
        { kind: 'recovery-code', words },
      ],
      unlock,
    });
    await repository.close();
  });

  it('are the keys of the codes and of nothing else', async () => {
    expect(await known(stored)).toEqual([keyOf(words)]);
    expect(await known(folder.in('nothing'))).toEqual([]);
  });

  it('are none of what only looks like a wrap', async () => {
    const copy = folder.in('strange');
    cpSync(stored, copy, { recursive: true });
    const place = join(copy, 'keys', '00000001', 'recovery-code-00000000');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'f'.repeat(64)), 'no wrap at all');
    expect(await known(copy)).toEqual([keyOf(words)]);
  });

  it('change with the code: the one that was replaced is not asked for again', async () => {
    const next = newRecoveryCode();
    const request = { location: folderLocation(stored), unlock };
    await replaceRecipient(request, { kind: 'recovery-code', words: next });
    expect(await known(stored)).toEqual([keyOf(next)]);
  });
});
