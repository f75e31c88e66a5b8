import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { scanViolations } from '@holdfast/contracts';
import { openPhone } from '@holdfast/phones';
import { startIosPhone } from './ios/start-ios-phone.js';
import type { IosPhone, IosPhoneOptions } from './ios/ios-phone-options.js';
import { readAll, scanAll } from './testing/backup.js';
import { fillIphone, openIphone } from './testing/iphone.js';
import { clientOptions } from './testing/options.js';
import { hashesBelow } from './testing/phone-folder.js';
import { makeIphoneFolder } from './testing/real-idevice.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
let phone: IosPhone | undefined;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await fillIphone(folder.root);
});
afterEach(() => phone?.close());
afterAll(() => folder.remove());

async function start(options: Partial<IosPhoneOptions> = {}): Promise<IosPhone> {
  phone = await startIosPhone({ root: folder.root, ...options });
  return phone;
}

describe('our client and an iPhone that trusts this computer', () => {
  it('knows it, and reads every photo and video byte-identical, and nothing else', async () => {
    const opened = await openIphone(await start(), folder.base);
    expect(opened.identity).toEqual({ serial: phone?.udid, model: 'iPhone 13 Pro', osVersion: '18.6' });
    const { hashes, left, entries } = await readAll(opened.source);
    const { 'Books/book.epub': book, ...photos } = await hashesBelow(folder.root);
    expect(book).toBeDefined();
    expect(hashes).toEqual(photos);
    expect(left).toEqual([]);
    expect(entries.get('DCIM/100APPLE/IMG_0002.JPG')).toMatchObject({
      category: 'photos',
      size: 65_536n,
      mtimeNs: 1_700_065_536n * 1_000_000_000n,
    });
    expect(entries.get('DCIM/100APPLE/IMG_0003.MOV')?.category).toBe('videos');
    expect(await scanViolations(opened.source.scan({}, () => undefined))).toEqual([]);
    await opened.confirmIdentity();
    await opened.close();
  });

  it('is reached through a socket file as well', async () => {
    const opened = await openIphone(await start({ socket: folder.socket }), folder.base);
    expect(phone?.address).toBe(`UNIX:${folder.socket}`);
    expect((await scanAll(opened.source)).entries.size).toBe(9);
    await opened.close();
  });

  it('reads only the categories asked for, and says which of them it does not hold', async () => {
    const opened = await openIphone(await start(), folder.base);
    const { entries, left } = await scanAll(opened.source, { categories: ['videos', 'messages'] });
    expect([...entries.keys()]).toEqual(['DCIM', 'DCIM/100APPLE', 'DCIM/100APPLE/IMG_0003.MOV']);
    expect(left).toEqual([{ path: [], category: 'messages', cause: 'unsupported' }]);
    await opened.close();
  });

  it('tells what changed while it was read', async () => {
    const opened = await openIphone(await start(), folder.base);
    const { entries } = await scanAll(opened.source);
    const read = [...entries.values()].filter(({ kind }) => kind === 'file');
    expect(await opened.source.lookAgain?.(read)).toEqual(read.map(() => undefined));
    const path = 'DCIM/100APPLE/IMG_0003.AAE';
    await writeFile(join(folder.root, path), 'now it is shorter');
    const now = await opened.source.lookAgain?.(read);
    expect(now?.filter((one) => one !== undefined)).toMatchObject([{ size: 17n }]);
    await fillIphone(folder.root);
    await utimes(join(folder.root, path), 1, 1);
    const later = await opened.source.lookAgain?.(read);
    expect(later?.filter((one) => one !== undefined)).toMatchObject([
      { size: 700n, mtimeNs: 1_000_000_000n },
    ]);
    await opened.close();
  });

  it('is held back by its consumer instead of filling memory', async () => {
    const started = await start({ faults: { bigFileBytes: 64 * 1024 * 1024 } });
    const opened = await openIphone(started, folder.base);
    const { entries } = await scanAll(opened.source);
    const film = entries.get('DCIM/201APPLE/BIG.MOV');
    if (film === undefined) throw new Error('no film');
    const reading = opened.source.open(film)[Symbol.asyncIterator]();
    let count = (await reading.next()).value?.length ?? 0;
    await sleep(300);
    // What waits in both kernels' sockets comes on top of our own bound.
    expect(started.faultStats.bytesSent).toBeLessThan(16 * 1024 * 1024);
    for (let next = await reading.next(); next.done !== true; next = await reading.next())
      count += next.value.length;
    expect(count).toBe(64 * 1024 * 1024);
    await opened.close();
  });

  it('leaves a file whose reader went away, and reads others', async () => {
    const opened = await openIphone(await start(), folder.base);
    const { entries } = await scanAll(opened.source);
    const large = entries.get('DCIM/100APPLE/IMG_0001.HEIC');
    if (large === undefined) throw new Error('no photo');
    for (let time = 0; time < 12; time += 1) for await (const _ of opened.source.open(large)) break;
    const { hashes } = await readAll(opened.source, { categories: ['photos'] });
    expect(Object.keys(hashes)).toHaveLength(4);
    await opened.close();
  });

  it('stops reading when told to', async () => {
    const opened = await openIphone(await start(), folder.base);
    const { entries } = await scanAll(opened.source);
    const large = entries.get('DCIM/100APPLE/IMG_0001.HEIC');
    if (large === undefined) throw new Error('no photo');
    const stop = new AbortController();
    const reading = async (): Promise<void> => {
      for await (const _ of opened.source.open(large, stop.signal)) stop.abort();
    };
    await expect(reading()).rejects.toMatchObject({ causeClass: 'cancelled' });
    await opened.close();
  });

  it('is read while it is locked, and over the air', async () => {
    const started = await start({ via: 'Network' });
    started.lock();
    const opened = await openIphone(started, folder.base);
    expect((await scanAll(opened.source)).entries.size).toBe(9);
    await opened.close();
  });

  it('is not opened where it is not attached, or nobody answers for it', async () => {
    const started = await start();
    started.unplug();
    const gone = { causeClass: 'unplugged' };
    await expect(openIphone(started, folder.base)).rejects.toMatchObject(gone);
    const nobody = clientOptions(folder.base, { usbmuxd: '127.0.0.1:1' });
    const opened = openPhone({ platform: 'ios', address: started.udid }, nobody);
    await expect(opened).rejects.toMatchObject({ ...gone, message: expect.stringContaining('usbmuxd') });
    const named = openPhone({ platform: 'ios', address: '../../etc/passwd' }, nobody);
    await expect(named).rejects.toMatchObject(gone);
  });
});
