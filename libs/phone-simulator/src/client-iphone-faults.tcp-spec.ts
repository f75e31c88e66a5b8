import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Entry } from '@holdfast/contracts';
import type { PhoneSession } from '@holdfast/phones';
import { hostilePhone, ODD_NAMES, REFUSED_NAMES } from './hostile/hostile-names.js';
import type { IosFaults } from './ios/faults.js';
import type { IosPhone } from './ios/ios-phone-options.js';
import { startIosPhone } from './ios/start-ios-phone.js';
import { hashOf, readAll, scanAll } from './testing/backup.js';
import { fillIphone, openIphone } from './testing/iphone.js';
import { hashesBelow } from './testing/phone-folder.js';
import { makeIphoneFolder } from './testing/real-idevice.js';

jest.setTimeout(60_000);

const PHOTO = 'DCIM/100APPLE/IMG_0002.JPG';
let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
let phone: IosPhone | undefined;
let opened: PhoneSession | undefined;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await fillIphone(folder.root);
});
afterEach(async () => {
  await opened?.close();
  await phone?.close();
});
afterAll(() => folder.remove());

async function open(faults: IosFaults): Promise<PhoneSession> {
  phone = await startIosPhone({ root: folder.root });
  opened = await openIphone(phone, folder.base);
  phone.setFaults(faults);
  return opened;
}

async function photo(session: PhoneSession): Promise<Entry> {
  const entry = (await scanAll(session.source)).entries.get(PHOTO);
  if (entry === undefined) throw new Error('no photo');
  return entry;
}

describe('an iPhone that goes wrong', () => {
  it('ends a run when it is pulled', async () => {
    const { source } = await open({ unplugAfterBytes: 2_000_000 });
    await expect(readAll(source)).rejects.toMatchObject({ causeClass: 'unplugged' });
    expect(phone?.faultStats.unplugged).toBe(1);
  });

  it('loses one file, not the others, where it refuses that one or has no longer got it', async () => {
    const { source } = await open({});
    const entry = await photo({ ...(opened as PhoneSession), source });
    phone?.setFaults({ denied: [PHOTO] });
    await expect(hashOf(source, entry)).rejects.toMatchObject({ causeClass: 'permission-denied' });
    phone?.setFaults({ vanish: [PHOTO] });
    await expect(hashOf(source, entry)).rejects.toMatchObject({ causeClass: 'vanished' });
    const { left } = await scanAll(source);
    expect(left.map(({ cause }) => cause)).toEqual(['vanished']);
    phone?.setFaults({});
    expect(await hashOf(source, entry)).toBe((await hashesBelow(folder.root))[PHOTO]);
  });

  it('loses one folder where it keeps that one closed', async () => {
    const { source } = await open({ denied: ['DCIM/100APPLE'] });
    const { entries, left } = await scanAll(source);
    expect([...entries.keys()]).toContain('DCIM/101APPLE/EMPTY.JPG');
    expect(left).toMatchObject([{ cause: 'permission-denied', category: 'other' }]);
  });

  it.each([3n, 10_000_000n, 2n ** 64n - 1n])('is read whole although it announced %s bytes', async (size) => {
    const { source } = await open({ sizes: { [PHOTO]: size } });
    const entry = await photo({ ...(opened as PhoneSession), source });
    expect(entry.size).toBe(size > 2n ** 63n - 1n ? 2n ** 63n - 1n : size);
    expect(await hashOf(source, entry)).toBe((await hashesBelow(folder.root))[PHOTO]);
  });

  it.each([
    ['com.apple.afc', 'internal'],
    ['GetValue', 'internal'],
    ['StartService', 'internal'],
  ])('ends with a cause when %s answers garbage', async (what, causeClass) => {
    const session = await open({ garbage: [what] });
    const both = (async () => {
      await session.confirmIdentity();
      await scanAll(session.source);
    })();
    await expect(both).rejects.toMatchObject({ causeClass });
  });

  it('is told by its cause when it does not give a service', async () => {
    const { source } = await open({ deniedServices: ['com.apple.afc'] });
    await expect(scanAll(source)).rejects.toMatchObject({ causeClass: 'permission-denied' });
  });

  it('is not taken for the one that it was when it says that it is another', async () => {
    const session = await open({ swapUdidAfter: 0 });
    await expect(session.confirmIdentity()).rejects.toMatchObject({ causeClass: 'internal' });
    await expect(openIphone(phone as IosPhone, folder.base)).rejects.toMatchObject({
      causeClass: 'internal',
    });
  });

  it('that was pulled when all was read is still the one that was read', async () => {
    const session = await open({});
    phone?.unplug();
    await expect(session.confirmIdentity()).resolves.toBeUndefined();
  });

  it('has odd names kept, and hostile ones refused', async () => {
    const inCamera = (below: string) =>
      below === ''
        ? [{ name: Buffer.from('DCIM'), kind: 'directory' as const }]
        : hostilePhone(below.replace(/^DCIM\/?/, ''));
    const { source } = await open({ synthetic: inCamera });
    const { entries, left, hashes } = await readAll(source);
    const names = new Set([...entries.keys()].map((path) => path.split('/')[2]));
    for (const name of ODD_NAMES) expect(names).toContain(Buffer.from(name).toString('latin1'));
    const causes = left.map(({ cause }) => cause);
    // AFC puts a NUL behind each name, so that one with a NUL in it comes as two that are not there; one comes twice.
    expect(causes.filter((cause) => cause === 'name-refused')).toHaveLength(REFUSED_NAMES.length - 1 + 2);
    expect(names).not.toContain('..');
    expect(names).toContain('loop.txt');
    expect(Object.keys(hashes).length).toBeGreaterThan(ODD_NAMES.length);
  });

  it('has folders without end followed as deep as its own paths go', async () => {
    const { source } = await open({ endless: true });
    const { entries, left } = await scanAll(source);
    expect(left).toMatchObject([{ cause: 'unreadable' }]);
    expect(left[0]?.path.length).toBe(171);
    expect([...entries.keys()].filter((path) => path.includes('endless'))).toHaveLength(169);
  });

  it('lists many files in one folder', async () => {
    const { source } = await open({ entries: 20_000 });
    let files = 0;
    for await (const entry of source.scan({ categories: ['photos'] }, () => undefined))
      if (entry.kind === 'file') files += 1;
    expect(files).toBeGreaterThan(20_000);
  });
});
