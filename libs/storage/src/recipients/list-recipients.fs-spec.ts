import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newRecoveryCode } from '../crypto/recovery-code.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { encodeWrap } from '../crypto/wrap-object.js';
import { createRepository } from '../repository/create-repository.js';
import { KeyHolders } from '../testing/key-holders.js';
import { memoryLocation } from '../testing/memory-location.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { listRecipients } from './list-recipients.js';
import { removeRecipient } from './remove-recipient.js';
import { rotateKeys } from './rotate-keys.js';

const folder = scratch();
afterAll(folder.remove);

describe('the list of recipients', () => {
  const location = memoryLocation();
  const holders = new KeyHolders(location, folder.in('list'));
  const began = new Date(holders.clock.now);
  let repositoryId = Buffer.alloc(0);

  beforeAll(async () => {
    const workFolder = folder.in('made');
    const now = (): Date => began;
    const recipients = [
      { kind: 'password', password: Buffer.from('pw') },
      { kind: 'recovery-code', words: newRecoveryCode() },
      holders.recipient('ana'),
    ] as const;
    const made = await createRepository({ ...holders.by('ana'), now, workFolder, recipients });
    repositoryId = Buffer.from(made.id, 'hex');
    await made.close();
    await addRecipient(holders.by('ana'), holders.recipient('laptop', 'workstation'));
    await addRecipient(holders.by('ana'), holders.recipient('agent', 'service'));
    await rotateKeys(holders.by('ana'));
  });

  it('says of each its role, since when it is one, and which epochs it opens', async () => {
    const { recipients, ...rest } = await listRecipients(holders.by('ana'));
    const shown = recipients.map(({ role, standing, epochs, isInUse }) => [role, standing, epochs, isInUse]);
    expect(shown.sort()).toEqual([
      ['employee', 'current', [1, 2], true],
      ['password', 'current', [1, 2], false],
      ['recovery-code', 'current', [1, 2], false],
      ['service', 'current', [2], false],
      ['workstation', 'current', [1, 2], false],
    ]);
    const since = new Map(recipients.map((one) => [one.role, one.since]));
    expect(since.get('password')).toEqual(began);
    expect(since.get('service')!.getTime()).toBeGreaterThan(since.get('workstation')!.getTime());
    expect(rest).toMatchObject({ newestEpoch: { number: 2 }, epochs: 2, forged: [], damaged: [] });
  });

  it('has no company in it unless one was asked for', async () => {
    const names = [...location.ever.keys()].filter((name) => name.startsWith('keys/'));
    expect(names.some((name) => name.includes('company'))).toBe(false);
    await addRecipient(holders.by('ana'), holders.recipient('company', 'company'));
    const { recipients } = await listRecipients(holders.by('ana'));
    const company = recipients.find(({ role }) => role === 'company');
    expect(company).toMatchObject({ standing: 'current', epochs: [1, 2] });
  });

  it('names wraps that somebody forged who runs the place, and believes none', async () => {
    const keys = new RepositoryKeys(repositoryId, randomBytes(32), []);
    const epoch = { number: 7, key: randomBytes(32), createdAtMs: 1 };
    const publicKey = Buffer.from(holders.pair('intruder').publicKey);
    const forged = encodeWrap(keys, epoch, { role: 'employee', id: 'intruder-00000000', publicKey });
    location.objects.set(forged.name, forged.bytes);
    const list = await listRecipients(holders.by('ana'));
    expect(list.forged).toEqual([forged.name]);
    expect(list.recipients.some(({ id }) => id.startsWith('intruder'))).toBe(false);
    await holders.backup('ana');
    await rotateKeys(holders.by('ana'));
    expect([...location.ever.keys()].filter((name) => name.includes('/intruder'))).toEqual([]);
    location.objects.delete(forged.name);
  });

  it('names damaged wraps, and those of another repository not at all', async () => {
    const other = new KeyHolders(memoryLocation(), folder.in('other'));
    await other.create(other.recipient('ana'));
    for (const [name, bytes] of (other.location as ReturnType<typeof memoryLocation>).objects)
      if (name.startsWith('keys/')) location.objects.set(name, bytes);
    const laptop = [...location.objects.keys()].find((name) => name.includes('/laptop-'))!;
    location.objects.get(laptop)![60]! ^= 1;
    const { forged, damaged } = await listRecipients(holders.by('ana'));
    expect(forged).toEqual([]);
    expect(damaged).toEqual([laptop]);
    location.objects.get(laptop)![60]! ^= 1;
  });

  it('shows one that was added half, and one that was removed', async () => {
    const refusing = {
      ...location,
      put: async (name: string, object: Parameters<typeof location.put>[1]) => {
        if (name.includes('/roster/')) throw new Error('killed');
        return location.put(name, object);
      },
    };
    const half = addRecipient(holders.by('ana', refusing), holders.recipient('half'));
    await expect(half).rejects.toThrow('killed');
    const standing = async (name: string): Promise<unknown> =>
      (await listRecipients(holders.by('ana'))).recipients.find(({ id }) => id.startsWith(`${name}-`));
    expect(await standing('half')).toMatchObject({ standing: 'unfinished', epochs: [1, 2, 3] });
    const { id } = (await standing('half')) as { id: string };
    await removeRecipient(holders.by('ana'), id);
    expect(await standing('half')).toMatchObject({
      standing: 'removed',
      epochs: [],
      removedAt: expect.any(Date),
    });
    await expect(holders.open('half')).rejects.toMatchObject({ code: 'wrong-key' });
  });
});
