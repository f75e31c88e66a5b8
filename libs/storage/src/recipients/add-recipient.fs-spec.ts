import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKeyPair } from '../crypto/key-pair.js';
import { newRecoveryCode } from '../crypto/recovery-code.js';
import { folderLocation } from '../location/folder-location.js';
import type { Location } from '../location/location.js';
import { folderSource } from '../testing/folder-source.js';
import { makePhone } from '../testing/folder-tree.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { createRepository } from '../repository/create-repository.js';
import { EPOCH_MS } from './epochs.js';
import { openRepository } from '../repository/open-repository.js';
import type { Repository } from '../repository/repository.js';

const DAY_ONE = Date.UTC(2026, 0, 1);
const folder = scratch();
afterAll(folder.remove);

describe('one more recipient', () => {
  const words = newRecoveryCode();
  const second = newKeyPair();
  const byWords = { kind: 'recovery-code', words } as const;
  const bySecond = { kind: 'key', privateKey: second.privateKey } as const;
  const newcomer = { kind: 'key', name: 'second laptop', publicKey: second.publicKey } as const;
  let location: Location;
  let first: Repository;
  let here = '';
  let phone = '';
  const backup = (repository: Repository, at: number) =>
    repository.backup({
      source: folderSource(phone, { local: true }),
      scope: {},
      phone: 'p',
      sourceName: 'folder:p',
      now: () => new Date(at),
    });

  beforeAll(async () => {
    here = folder.in('add');
    phone = `${here}/phone`;
    mkdirSync(phone, { recursive: true });
    makePhone(phone);
    location = folderLocation(`${here}/stored`);
    const now = () => new Date(DAY_ONE);
    const made = { location, workFolder: `${here}/first`, recipients: [byWords], unlock: byWords, now };
    first = await createRepository(made);
    await backup(first, DAY_ONE);
    await backup(first, DAY_ONE + EPOCH_MS + 1);
  });
  afterAll(() => first.close());

  it('opens nothing before, everything of every epoch after, and what comes later', async () => {
    const open = () => openRepository({ location, workFolder: `${here}/second`, unlock: bySecond });
    await expect(open()).rejects.toMatchObject({ code: 'wrong-key' });
    await addRecipient({ location, unlock: byWords }, newcomer);
    await backup(first, DAY_ONE + 2 * EPOCH_MS + 2);
    const repository = await open();
    expect(await repository.snapshots()).toHaveLength(3);
    const report = await repository.verify({ readData: true });
    expect(report.damage).toEqual([]);
    await repository.close();
  });

  it('changes nothing when it is there already', async () => {
    const names = async () => {
      const found: string[] = [];
      for await (const { name } of location.list('keys/')) found.push(name);
      return found.sort();
    };
    const before = await names();
    await addRecipient({ location, unlock: bySecond }, newcomer);
    expect(await names()).toEqual(before);
  });

  it('is refused to whoever cannot open the repository', async () => {
    const stranger = { kind: 'key', privateKey: newKeyPair().privateKey } as const;
    await expect(addRecipient({ location, unlock: stranger }, newcomer)).rejects.toMatchObject({
      code: 'wrong-key',
    });
  });
});

it("a creation whose last reply was lost is finished, not refused as somebody else's", async () => {
  const stored = folderLocation(`${folder.in('lost')}/stored`);
  const forgetful: Location = {
    ...stored,
    put: async (name, object) => {
      await stored.put(name, object);
      return stored.put(name, object);
    },
  };
  const pair = newKeyPair();
  const repository = await createRepository({
    location: forgetful,
    workFolder: folder.in('lost-work'),
    recipients: [{ kind: 'key', name: 'a', publicKey: pair.publicKey }],
    unlock: { kind: 'key', privateKey: pair.privateKey },
  });
  expect(await repository.snapshots()).toEqual([]);
  await repository.close();
});
