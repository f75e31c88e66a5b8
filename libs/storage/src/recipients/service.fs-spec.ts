import { afterAll, describe, expect, it } from '@jest/globals';
import { partsOfKeyName } from '../format/key-name.js';
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
  ['lets old wraps go', false],
  ['keeps every wrap', true],
])("an agent's service, at a place that %s", (kind, refuses) => {
  const location = memoryLocation(refuses);
  const holders = new KeyHolders(location, folder.in(kind));
  let old = '';

  it('backs up through a change of epochs, and reads what was stored in the newest one only', async () => {
    await holders.create(holders.recipient('employee'), holders.recipient('agent', 'service'));
    old = await holders.backup('agent');
    expect(await holders.reads('agent', old)).toBe(true);
    holders.clock.now += EPOCH_MS;
    const recent = await holders.backup('agent');
    expect(await holders.reads('agent', recent)).toBe(true);
    expect(await holders.reads('agent', old)).toBe('epoch-closed');
    for (const id of [old, recent]) expect(await holders.reads('employee', id)).toBe(true);
  });

  it('sees names of everything, and verifies what it cannot open as closed, not as damaged', async () => {
    const report = await holders.with('agent', async (repository) => {
      for (const { id } of await repository.snapshots())
        for await (const { path } of repository.list(id))
          expect(Buffer.from(path[0]!).toString()).toBe('file');
      return repository.verify({ readData: true });
    });
    expect(report).toMatchObject({ damage: [], closed: 1 });
    expect(
      await holders.with('employee', (repository) => repository.verify({ readData: true })),
    ).toMatchObject({
      damage: [],
      closed: 0,
    });
  });

  it('has no wrap of an earlier epoch at the place any more, where that lets go', () => {
    const epochs = [...location.objects.keys()]
      .filter((name) => name.includes('/agent-'))
      .map((name) => partsOfKeyName(name).epoch);
    expect(epochs).toEqual(refuses ? [1, 2] : [2]);
  });

  it('is given no earlier epoch when it is added later', async () => {
    await addRecipient(holders.by('employee'), holders.recipient('second', 'service'));
    const { recipients } = await listRecipients(holders.by('employee'));
    const second = recipients.find(({ id }) => id.startsWith('second-'));
    expect(second).toMatchObject({ role: 'service', standing: 'current', epochs: [2] });
    expect(await holders.reads('second', old)).toBe('epoch-closed');
    await holders.backup('second');
  });

  it('begins an epoch when asked, and can neither add, nor remove, nor prune', async () => {
    expect(await rotateKeys(holders.by('agent'))).toEqual({ newEpoch: 3 });
    const closed = { code: 'epoch-closed' };
    await expect(addRecipient(holders.by('agent'), holders.recipient('x'))).rejects.toMatchObject(closed);
    await expect(removeRecipient(holders.by('agent'), 'x')).rejects.toMatchObject(closed);
    const prune = holders.with('agent', (repository) => repository.prune({ now: holders.now }));
    await expect(prune).rejects.toMatchObject(closed);
  });

  it('is no recipient that a repository could be made for alone', async () => {
    const other = new KeyHolders(memoryLocation(), folder.in('alone'));
    await expect(other.create(other.recipient('agent', 'service'))).rejects.toThrow(/opens everything/);
  });
});
