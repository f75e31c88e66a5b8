import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newRecoveryCode } from '../crypto/recovery-code.js';
import { openRepository } from '../repository/open-repository.js';
import { KeyHolders } from '../testing/key-holders.js';
import { memoryLocation } from '../testing/memory-location.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { EPOCH_MS } from './epochs.js';
import { listRecipients } from './list-recipients.js';
import { removeRecipient } from './remove-recipient.js';
import { rotateKeys } from './rotate-keys.js';

const folder = scratch();
afterAll(folder.remove);

describe.each([
  ['lets wraps go', false],
  ['keeps every wrap', true],
])('removing a recipient, at a place that %s', (kind, refuses) => {
  let location: ReturnType<typeof memoryLocation>;
  let holders: KeyHolders;
  let idOf: (name: string) => Promise<string>;

  beforeEach(async () => {
    location = memoryLocation(refuses);
    holders = new KeyHolders(location, folder.in(kind));
    idOf = async (name) =>
      (await listRecipients(holders.by('ana'))).recipients.find(({ id }) => id.startsWith(`${name}-`))!.id;
    await holders.create(holders.recipient('ana'), holders.recipient('leaver', 'workstation'));
  });

  it('closes the repository to it, and each epoch that begins from then on, whoever begins it', async () => {
    const before = await holders.backup('ana');
    const known = holders.keysOpened('leaver', location.ever);
    const { newEpoch, stillStored, removed } = await removeRecipient(holders.by('ana'), await idOf('leaver'));
    expect([newEpoch, stillStored, removed.standing]).toEqual([2, refuses ? 1 : 0, 'removed']);
    await expect(holders.open('leaver')).rejects.toMatchObject({ code: 'wrong-key' });
    const after = await holders.backup('ana');
    holders.clock.now += EPOCH_MS;
    await holders.backup('ana');
    await rotateKeys(holders.by('ana'));
    expect(holders.keysOpened('leaver', location.ever)).toEqual(known);
    for (const id of [before, after]) expect(await holders.reads('ana', id)).toBe(true);
  });

  it('leaves nothing for verify to miss', async () => {
    await holders.backup('ana');
    await removeRecipient(holders.by('ana'), await idOf('leaver'));
    await holders.backup('ana');
    const report = await holders.with('ana', (repository) => repository.verify({ readData: true }));
    expect(report.damage).toEqual([]);
  });

  it('stops a run of its own that had opened the repository before, and one that goes on is not disturbed', async () => {
    const leaver = await holders.open('leaver');
    const ana = await holders.open('ana');
    await removeRecipient(holders.by('ana'), await idOf('leaver'));
    const run = { scope: {}, phone: 'p', sourceName: 'p', now: holders.now };
    const source = { scan: async function* () {}, open: async function* () {}, close: async () => {} };
    await expect(leaver.backup({ ...run, source })).rejects.toMatchObject({ code: 'wrong-key' });
    await ana.backup({ ...run, source });
    await leaver.close();
    await ana.close();
    expect(await listRecipients(holders.by('ana'))).toMatchObject({ newestEpoch: { number: 2 } });
  });

  it('is done again where it was cut off, and never undone', async () => {
    const id = await idOf('leaver');
    await removeRecipient(holders.by('ana'), id);
    expect(await removeRecipient(holders.by('ana'), id)).toMatchObject({ newEpoch: 2 });
    const back = addRecipient(holders.by('ana'), holders.recipient('leaver', 'workstation'));
    await expect(back).rejects.toMatchObject({ code: 'recipient-removed' });
  });

  it('never takes the last one that opens everything, nor counts a service or a damaged wrap for another', async () => {
    await addRecipient(holders.by('ana'), holders.recipient('agent', 'service'));
    await removeRecipient(holders.by('ana'), await idOf('leaver'));
    const last = removeRecipient(holders.by('ana'), await idOf('ana'));
    await expect(last).rejects.toMatchObject({ code: 'recipient-needed' });
    await addRecipient(holders.by('ana'), holders.recipient('heir'));
    const wrap = [...location.objects.keys()].find((name) => name.includes('/heir-'))!;
    const [whole] = [Buffer.from(location.objects.get(wrap)!)];
    location.objects.get(wrap)![100]! ^= 1;
    const unsafe = removeRecipient(holders.by('ana'), await idOf('ana'));
    await expect(unsafe).rejects.toMatchObject({ code: 'recipient-needed' });
    location.objects.set(wrap, whole);
    const snapshot = await holders.backup('ana');
    await removeRecipient(holders.by('ana'), await idOf('ana'));
    expect(await holders.reads('heir', snapshot)).toBe(true);
    await expect(holders.open('ana')).rejects.toMatchObject({ code: 'wrong-key' });
  });

  it('does not know whom nobody knows', async () => {
    const unknown = removeRecipient(holders.by('ana'), 'nobody-00000000');
    await expect(unknown).rejects.toMatchObject({ code: 'recipient-unknown' });
  });

  it('works on a recovery code as on a key', async () => {
    const words = newRecoveryCode();
    const unlock = { kind: 'recovery-code', words } as const;
    const { id } = await addRecipient(holders.by('ana'), unlock);
    await (await openRepository({ location, unlock, workFolder: folder.in(`${kind}-code`) })).close();
    await removeRecipient({ ...holders.by('ana'), unlock }, id);
    const open = openRepository({ location, unlock, workFolder: folder.in(`${kind}-code`) });
    await expect(open).rejects.toMatchObject({ code: 'wrong-key' });
  });
});

it('counts the wraps of which a place keeps an older version', async () => {
  const location = memoryLocation();
  const hiding: typeof location = {
    ...location,
    remove: async (name) => location.remove(name).then(() => 'hidden' as const),
  };
  const holders = new KeyHolders(hiding, folder.in('hiding'));
  await holders.create(holders.recipient('ana'), holders.recipient('leaver'));
  await rotateKeys(holders.by('ana'));
  const { recipients } = await listRecipients(holders.by('ana'));
  const { id } = recipients.find((one) => one.id.startsWith('leaver-'))!;
  const { stillStored, removed } = await removeRecipient(holders.by('ana'), id);
  expect([stillStored, removed.epochs]).toEqual([2, []]);
  expect(holders.keysOpened('leaver', location.ever).size).toBe(2);
});

describe('a wrap that was lost', () => {
  it('is put there again by the next backup, and its recipient opens everything', async () => {
    const location = memoryLocation();
    const holders = new KeyHolders(location, folder.in('lost'));
    await holders.create(holders.recipient('ana'), holders.recipient('bea'));
    const old = await holders.backup('ana');
    await rotateKeys(holders.by('ana'));
    for (const name of location.objects.keys()) if (name.includes('/bea-')) location.objects.delete(name);
    await expect(holders.open('bea')).rejects.toMatchObject({ code: 'wrong-key' });
    const recent = await holders.backup('ana');
    for (const id of [old, recent]) expect(await holders.reads('bea', id)).toBe(true);
  });

  it('and a lost roster cost nobody his key: whoever has a wrap is a recipient', async () => {
    const location = memoryLocation();
    const holders = new KeyHolders(location, folder.in('rosters'));
    await holders.create(holders.recipient('ana'), holders.recipient('bea'));
    await holders.backup('ana');
    const roster = [...location.objects.keys()].find((name) => name.includes('/roster/'))!;
    location.objects.delete(roster);
    const { damage } = await holders.with('ana', (repository) => repository.verify());
    expect(damage.map(({ objectName }) => objectName)).toEqual([roster]);
    const recent = await holders.backup('ana');
    expect(await holders.reads('bea', recent)).toBe(true);
  });
});
