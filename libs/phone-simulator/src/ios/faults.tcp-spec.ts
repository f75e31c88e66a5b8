import { mkdir, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AFC, type PlistDict } from '@holdfast/phones/codecs';
import { hostilePhone, ODD_NAMES } from '../hostile/hostile-names.js';
import { afcContent, askAfc, textsOf } from '../testing/afc-talk.js';
import { ask, recordOf, secure, service, session, toPhone, type Talk } from '../testing/computer.js';
import { makeIphoneFolder } from '../testing/real-idevice.js';
import { clockAtRate } from './clock.js';
import type { IosFaults } from './faults.js';
import type { IosPhone, IosPhoneOptions } from './ios-phone-options.js';
import { startIosPhone } from './start-ios-phone.js';
import { TlsRecords } from './tls-records.js';

const UDID = '00008110-00AABBCCDDEEFF01';
let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
let phone: IosPhone | undefined;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await mkdir(join(folder.root, 'DCIM/100APPLE'), { recursive: true });
  await writeFile(join(folder.root, 'DCIM/100APPLE/IMG_0001.JPG'), Buffer.alloc(300_000, 'photo'));
});
afterEach(() => phone?.close());
afterAll(() => folder.remove());

async function start(faults: IosFaults, more: Partial<IosPhoneOptions> = {}): Promise<PlistDict> {
  phone = await startIosPhone({ root: folder.root, udid: UDID, faults, ...more });
  return recordOf(phone.address, UDID);
}
const address = (): string => phone?.address ?? '';
const afc = (record: PlistDict): Promise<Talk> => service(address(), record, 'com.apple.afc');
const list = async (talk: Talk, path: string) =>
  textsOf(await askAfc(talk, AFC.READ_DIR, afcContent([], path)));
const PHOTO = 'DCIM/100APPLE/IMG_0001.JPG';

/** Reads a file to its end in pieces. */
async function read(talk: Talk, path: string, piece = 65_536): Promise<number> {
  const opened = await askAfc(talk, AFC.FILE_OPEN, afcContent([1], path));
  const handle = opened.bytes.readBigUInt64LE(0);
  let bytes = 0;
  for (;;) {
    const reply = await askAfc(talk, AFC.FILE_READ, afcContent([handle, piece]));
    if (reply.bytes.length === 0) return bytes;
    bytes += reply.bytes.length;
  }
}

describe('lockdown', () => {
  it('tells a stranger little, and starts nothing', async () => {
    await start({});
    const talk = await toPhone(address(), 62_078);
    const values = (await ask(talk, { Request: 'GetValue' }))['Value'] as PlistDict;
    expect(Object.keys(values)).toContain('DevicePublicKey');
    for (const secret of ['SerialNumber', 'PhoneNumber', 'InternationalMobileEquipmentIdentity']) {
      expect(values[secret]).toBeUndefined();
      expect(await ask(talk, { Request: 'GetValue', Key: secret })).toMatchObject({ Error: 'GetProhibited' });
    }
    const domain = 'com.apple.mobile.backup';
    expect(await ask(talk, { Request: 'GetValue', Domain: domain })).toMatchObject({
      Error: 'GetProhibited',
    });
    expect(await ask(talk, { Request: 'StartService', Service: 'com.apple.afc' })).toMatchObject({
      Error: 'SessionInactive',
    });
    expect(await ask(talk, { Request: 'StartSession', HostID: 'X' })).toMatchObject({
      Error: 'InvalidHostID',
    });
    expect(await ask(talk, { Request: 'Pair', PairRecord: { HostID: 'X' } })).toMatchObject({
      Error: 'InvalidPairRecord',
    });
    talk.socket.destroy();
  });

  it('lets nobody in who has the record but not its key', async () => {
    const record = await start({});
    const other = await startIosPhone({
      root: folder.root,
      stateFolder: join(folder.base, 'other'),
      udid: 'AA00BB11',
    });
    const strange = await recordOf(other.address, 'AA00BB11');
    await other.close();
    const { HostPrivateKey = '', HostCertificate = '' } = strange;
    const talk = await session(address(), { ...record, HostPrivateKey, HostCertificate });
    await expect(ask(talk, { Request: 'GetValue', Key: 'SerialNumber' })).rejects.toThrow();
    talk.socket.destroy();
  });

  it('wants the escrow bag while it is locked, and says another UDID when it was swapped', async () => {
    const record = await start({ swapUdidAfter: 1 });
    phone?.lock();
    const without: PlistDict = { ...record, EscrowBag: Buffer.alloc(32) };
    await expect(service(address(), without, 'com.apple.afc')).rejects.toThrow('PasswordProtected');
    const talk = await session(address(), record);
    const udid = async (): Promise<unknown> =>
      (await ask(talk, { Request: 'GetValue', Key: 'UniqueDeviceID' }))['Value'];
    expect([await udid(), await udid()]).toEqual([UDID, '00008110-00FFFFFFFFFFFFFF']);
    expect(await ask(talk, { Request: 'StartSession', HostID: 'X' })).toMatchObject({
      Error: 'SessionActive',
    });
    talk.socket.destroy();
  });

  it('may refuse a service, be silent, or answer nonsense', async () => {
    const record = await start({
      deniedServices: ['com.apple.afc'],
      garbage: ['QueryType'],
      silent: ['StopSession'],
    });
    await expect(service(address(), record, 'com.apple.afc')).rejects.toThrow('ServiceProhibited');
    await expect(service(address(), record, 'com.apple.none')).rejects.toThrow('InvalidService');
    const talk = await toPhone(address(), 62_078);
    await expect(ask(talk, { Request: 'QueryType' })).rejects.toThrow();
    talk.socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await new Promise((resolve) => talk.socket.once('close', resolve).resume());
  });

  it('goes on without TLS, as with a stranger, when a session is stopped, and starts another', async () => {
    const record = await start({});
    const plain = await toPhone(address(), 62_078);
    const tunnel = { ...plain, via: 'USB' } as const;
    const { HostID = '', SystemBUID = '' } = record;
    for (let times = 0; times < 2; times += 1) {
      const { SessionID: id = '' } = await ask(plain, { Request: 'StartSession', HostID, SystemBUID });
      const records = new TlsRecords(tunnel);
      const sealed = await secure({ socket: records as unknown as Socket, reader: plain.reader }, record);
      expect(await ask(sealed, { Request: 'GetValue', Key: 'SerialNumber' })).not.toHaveProperty('Error');
      expect(await ask(sealed, { Request: 'StopSession', SessionID: 'X' })).toMatchObject({
        Error: 'SessionInactive',
      });
      expect(await ask(sealed, { Request: 'StopSession', SessionID: id })).toMatchObject({
        Result: 'Success',
      });
      records.endAfterNext();
      sealed.socket.end();
      expect(await sealed.reader.upTo(1)).toBeUndefined();
      expect(await ask(plain, { Request: 'GetValue', Key: 'SerialNumber' })).toMatchObject({
        Error: 'GetProhibited',
      });
      expect(await ask(plain, { Request: 'StartService', Service: 'com.apple.afc' })).toMatchObject({
        Error: 'SessionInactive',
      });
    }
    plain.socket.destroy();
  });

  it('hands a service’s port to one connection only', async () => {
    const record = await start({});
    const talk = await session(address(), record);
    const { Port: port } = await ask(talk, { Request: 'StartService', Service: 'com.apple.afc' });
    const first = await secure(await toPhone(address(), Number(port)), record);
    await expect(toPhone(address(), Number(port))).rejects.toThrow('the muxer says 3');
    expect(await list(first, '/')).toContain('DCIM');
    for (const { socket } of [first, talk]) socket.destroy();
  });
});

describe('the cable', () => {
  it('is pulled at byte N, once, and what was sent before still arrives', async () => {
    const record = await start({ unplugAfterBytes: 150_000 });
    await expect(read(await afc(record), PHOTO)).rejects.toThrow('the stream ended early');
    expect(phone?.faultStats).toMatchObject({ bytesSent: 150_000, unplugged: 1 });
    await expect(toPhone(address(), 62_078)).rejects.toThrow('the muxer says 2');
    phone?.plug();
    await expect(toPhone(address(), 62_078, 2)).resolves.toBeDefined();
  });

  it('may be slow', async () => {
    const record = await start({ bytesPerSecond: 1_500_000 });
    const talk = await afc(record);
    const begin = performance.now();
    expect(await read(talk, PHOTO)).toBe(300_000);
    expect(performance.now() - begin).toBeGreaterThan(150);
    talk.socket.destroy();
  });
});

describe('AFC', () => {
  it('lies about sizes, refuses, loses files, and is held up by another program', async () => {
    const sizes = { [PHOTO]: 2n ** 63n };
    const record = await start({ sizes, denied: ['DCIM/secret'], vanish: ['DCIM/gone'], lockBusyTimes: 2 });
    const talk = await afc(record);
    const info = textsOf(await askAfc(talk, AFC.GET_FILE_INFO, afcContent([], `/${PHOTO}`)));
    expect(info[info.indexOf('st_size') + 1]).toBe('9223372036854775808');
    expect((await askAfc(talk, AFC.READ_DIR, afcContent([], 'DCIM/secret'))).status).toBe(10);
    expect((await askAfc(talk, AFC.GET_FILE_INFO, afcContent([], 'DCIM/gone'))).status).toBe(8);
    const lock = await askAfc(talk, AFC.FILE_OPEN, afcContent([2], '/com.apple.itunes.lock_sync'));
    const asked = afcContent([lock.bytes.readBigUInt64LE(0), 6]);
    const answers = [];
    for (let times = 0; times < 3; times += 1)
      answers.push((await askAfc(talk, AFC.FILE_LOCK, asked)).status);
    expect(answers).toEqual([19, 19, 0]);
    const other = await afc(record);
    const theirs = await askAfc(other, AFC.FILE_OPEN, afcContent([2], '/com.apple.itunes.lock_sync'));
    const again = afcContent([theirs.bytes.readBigUInt64LE(0), 6]);
    expect((await askAfc(other, AFC.FILE_LOCK, again)).status).toBe(19);
    talk.socket.destroy();
    // What held the lock is gone, and the lock with it.
    await new Promise((resolve) => talk.socket.once('close', resolve));
    let status: number | undefined = 19;
    while (status === 19) status = (await askAfc(other, AFC.FILE_LOCK, again)).status;
    expect(status).toBe(0);
    other.socket.destroy();
  });

  it('lists hostile names byte for byte, and a million', async () => {
    const record = await start({ synthetic: hostilePhone, entries: 1_000_000 });
    const talk = await afc(record);
    const names = await list(talk, '/hostile');
    for (const odd of ODD_NAMES) expect(names).toContain(Buffer.from(odd).toString('latin1'));
    expect(names).toContain('../escape.txt');
    const bad = Buffer.concat([Buffer.from('/hostile/'), ODD_NAMES[3] ?? Buffer.alloc(0)]);
    const info = await askAfc(talk, AFC.GET_FILE_INFO, afcContent([], bad));
    expect(textsOf(info).slice(0, 2)).toEqual(['st_size', '7']);
    expect((await list(talk, '/DCIM/200APPLE')).length).toBe(1_000_002);
    talk.socket.destroy();
  });

  it('answers nonsense where it is told to, and drops who speaks nonsense', async () => {
    const record = await start({ garbage: ['DCIM'], silent: ['com.apple.mobile.notification_proxy'] });
    const talk = await afc(record);
    talk.socket.write(Buffer.alloc(40, 'x'));
    await new Promise((resolve) => talk.socket.once('close', resolve).resume());
    const fresh = await afc(record);
    expect((await askAfc(fresh, 0x7f, afcContent([]))).status).toBe(6);
    expect((await askAfc(fresh, AFC.FILE_READ, afcContent([99, 1]))).status).toBe(7);
    expect((await askAfc(fresh, AFC.FILE_READ, Buffer.alloc(3))).status).toBe(7);
    for (const length of [4_097, 100_000]) {
      const path = 'x'.repeat(length);
      expect((await askAfc(fresh, AFC.GET_FILE_INFO, afcContent([], path))).status).toBe(7);
      expect((await askAfc(fresh, AFC.FILE_OPEN, afcContent([1], path))).status).toBe(7);
    }
    await expect(list(fresh, 'DCIM')).rejects.toThrow();
    fresh.socket.destroy();
  });
});

describe('the phone’s clock', () => {
  it('passes as fast as it is told, in what it says and in what it waits for', async () => {
    const clock = clockAtRate(60_000);
    const begin = clock.now();
    await clock.sleep(600_000);
    expect(clock.now() - begin).toBeGreaterThanOrEqual(540_000);
  });

  it('stops waiting with the signal’s reason', async () => {
    const reason = new Error('enough');
    await expect(clockAtRate().sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
