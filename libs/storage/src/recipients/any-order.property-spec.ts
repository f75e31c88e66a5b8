import { afterAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { KeyRole } from '../repository/opening.js';
import { KeyHolders } from '../testing/key-holders.js';
import { memoryLocation } from '../testing/memory-location.js';
import { scratch } from '../testing/scratch.js';
import { addRecipient } from './add-recipient.js';
import { EPOCH_MS } from './epochs.js';
import { listRecipients } from './list-recipients.js';
import { removeRecipient } from './remove-recipient.js';
import { rotateKeys } from './rotate-keys.js';

jest.setTimeout(180_000);

const folder = scratch();
afterAll(folder.remove);
let histories = 0;

/** Who has which role; a name that was removed never comes back, so there are enough of them. */
const ROLES: Record<string, KeyRole> = {
  a: 'employee',
  b: 'workstation',
  c: 'company',
  d: 'employee',
  s: 'service',
  t: 'service',
};

type Step = readonly ['add' | 'remove' | 'rotate' | 'backup' | 'wait', string];

/** What happened, beside what the engine says of it. */
class History {
  private readonly location: ReturnType<typeof memoryLocation>;
  private readonly holders: KeyHolders;
  private readonly current = new Set(['a']);
  private readonly removed = new Map<string, Set<string>>();
  /** Which epoch each snapshot was written in. */
  private readonly written = new Map<string, number>();

  constructor(private readonly refuses: boolean) {
    this.location = memoryLocation(refuses);
    this.holders = new KeyHolders(this.location, folder.in(`history-${histories++}`));
  }

  async play(steps: readonly Step[]): Promise<void> {
    await this.holders.create(this.holders.recipient('a'));
    for (const step of steps) await this.take(step);
    await this.check();
  }

  private async take([what, name]: Step): Promise<void> {
    const { holders } = this;
    const isFull = ROLES[name] !== 'service';
    const full = [...this.current].filter((one) => ROLES[one] !== 'service');
    const by = holders.by(full[0]!);
    if (what === 'wait') holders.clock.now += EPOCH_MS;
    if (what === 'rotate') await rotateKeys(holders.by([...this.current].at(-1)!));
    if (what === 'add') {
      const adding = addRecipient(by, holders.recipient(name, ROLES[name]!));
      if (this.removed.has(name)) await expect(adding).rejects.toMatchObject({ code: 'recipient-removed' });
      else await adding.then(() => this.current.add(name));
    }
    if (what === 'backup' && this.current.has(name)) {
      const id = await holders.backup(name);
      this.written.set(id, (await listRecipients(by)).newestEpoch!.number);
    }
    if (what === 'remove' && this.current.has(name)) {
      const removing = removeRecipient(by, await this.idOf(name));
      if (isFull && full.length === 1) {
        await expect(removing).rejects.toMatchObject({ code: 'recipient-needed' });
      } else {
        await removing;
        this.current.delete(name);
        this.removed.set(name, holders.keysOpened(name, this.location.ever));
      }
    }
  }

  private async check(): Promise<void> {
    const { holders } = this;
    const full = [...this.current].filter((one) => ROLES[one] !== 'service');
    const { newestEpoch } = await listRecipients(holders.by(full[0]!));
    for (const name of full) {
      for (const id of holders.contents.keys())
        expect([name, await holders.reads(name, id)]).toEqual([name, true]);
      const report = await holders.with(name, (repository) => repository.verify({ readData: true }));
      expect(report).toMatchObject({ damage: [], closed: 0 });
    }
    for (const [name, opened] of this.removed) {
      await expect(holders.open(name)).rejects.toMatchObject({ code: 'wrong-key' });
      expect(holders.keysOpened(name, this.location.ever)).toEqual(opened);
    }
    for (const name of this.current) {
      if (ROLES[name] !== 'service') continue;
      for (const [id, epoch] of this.written) {
        const expected = epoch === newestEpoch!.number || 'epoch-closed';
        expect([name, await holders.reads(name, id)]).toEqual([name, expected]);
      }
      const { size } = holders.keysOpened(name, this.location.objects);
      if (!this.refuses) expect(size).toBe(1);
    }
  }

  private async idOf(name: string): Promise<string> {
    const [full] = [...this.current].filter((one) => ROLES[one] !== 'service');
    const { recipients } = await listRecipients(this.holders.by(full!));
    return recipients.find(({ id }) => id.startsWith(`${name}-`))!.id;
  }
}

describe('any order of adding, removing, rotating and backing up', () => {
  it('lets every full recipient restore everything, one removed nothing later, a service the newest only', async () => {
    const names = fc.constantFrom(...Object.keys(ROLES));
    const whats = fc.constantFrom('add', 'remove', 'rotate', 'backup', 'backup', 'wait') as fc.Arbitrary<
      Step[0]
    >;
    const steps = fc.array(fc.tuple(whats, names), { minLength: 4, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), (chosen, refuses) => new History(refuses).play(chosen)),
      { numRuns: 25 },
    );
  });
});
