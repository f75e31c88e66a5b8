import { mkdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { newKeyPair } from '../crypto/key-pair.js';
import { newRecoveryCode } from '../crypto/recovery-code.js';
import { folderLocation } from '../location/folder-location.js';
import { createRepository } from '../repository/create-repository.js';
import type { Recipient } from '../repository/opening.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { listRecipients } from './list-recipients.js';
import { removeRecipient } from './remove-recipient.js';
import { repositoryIdentity } from './repository-identity.js';
import { shareRecipients } from './share-recipients.js';

const folder = scratch();
afterAll(folder.remove);

const [laptop, desktop, company] = [newKeyPair(), newKeyPair(), newKeyPair()];
const words = newRecoveryCode();
const by = ({ privateKey }: { privateKey: Uint8Array }) => ({ kind: 'key', privateKey }) as const;
const key = (role: 'workstation' | 'company', { publicKey }: { publicKey: Uint8Array }): Recipient => ({
  kind: 'key',
  role,
  name: role,
  publicKey,
});

async function made(name: string, recipients: Recipient[], unlock: ReturnType<typeof by>) {
  mkdirSync(folder.in(name));
  const location = folderLocation(folder.in(name));
  const repository = await createRepository({
    location,
    workFolder: folder.in(`${name}-w`),
    recipients,
    unlock,
  });
  await repository.close();
  return location;
}
const roles = async (request: Parameters<typeof listRecipients>[0]) =>
  (await listRecipients(request)).recipients.map(({ role, standing }) => `${role} ${standing}`).sort();

describe('recipients of one repository', () => {
  it('are let into another of the same person by whoever opens both, but for the company', async () => {
    const main = await made(
      'main',
      [key('workstation', laptop), { kind: 'recovery-code', words }, key('company', company)],
      by(laptop),
    );
    const interim = await made('interim', [key('workstation', desktop)], by(desktop));
    await addRecipient({ location: main, unlock: by(laptop) }, key('workstation', desktop));
    const [from, to] = [main, interim].map((location) => ({ location, unlock: by(desktop) })) as [
      Parameters<typeof shareRecipients>[0],
      Parameters<typeof shareRecipients>[0],
    ];
    expect((await shareRecipients(from, to)).map(({ role }) => role).sort()).toEqual([
      'recovery-code',
      'workstation',
    ]);
    expect(await shareRecipients(from, to)).toEqual([]);
    expect(await roles({ location: interim, unlock: { kind: 'recovery-code', words } })).toEqual([
      'recovery-code current',
      'workstation current',
      'workstation current',
    ]);
    // Whoever was removed there does not come back by it.
    const { recipients } = await listRecipients(to);
    await removeRecipient(to, recipients.find(({ role }) => role === 'recovery-code')?.id ?? '');
    expect(await shareRecipients(from, to)).toEqual([]);
    await expect(
      listRecipients({ location: interim, unlock: { kind: 'recovery-code', words } }),
    ).rejects.toThrow();
  });

  it('all see one identity, which no other repository has', async () => {
    const main = folderLocation(folder.in('main'));
    const seen = await Promise.all(
      [by(laptop), by(desktop), by(company), { kind: 'recovery-code', words } as const].map((unlock) =>
        repositoryIdentity({ location: main, unlock }),
      ),
    );
    expect(new Set(seen.map((one) => Buffer.from(one).toString('hex'))).size).toBe(1);
    // Made by somebody who knows public keys only, as whoever runs a location does.
    const forged = await made(
      'forged',
      [key('workstation', company), key('workstation', laptop)],
      by(company),
    );
    const other = await repositoryIdentity({ location: forged, unlock: by(laptop) });
    expect(Buffer.from(other).equals(seen[0] as Uint8Array)).toBe(false);
  });
});
