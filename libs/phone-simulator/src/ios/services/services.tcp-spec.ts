import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { dictOf, encodePlistMessage, type PlistDict } from '@holdfast/phones/codecs';
import { ask, askMuxer, recordOf, service, session, toMuxer, toPhone } from '../../testing/computer.js';
import { makeIphoneFolder } from '../../testing/real-idevice.js';
import type { IosPhone } from '../ios-phone-options.js';
import { readRequest } from '../lockdown/read-request.js';
import { startMuxer } from '../muxer/start-muxer.js';
import { startIosPhone } from '../start-ios-phone.js';

const UDID = '00008110-00AABBCCDDEEFF01';
const PRESENTED = 'com.apple.LocalAuthentication.ui.presented';
let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
const phones: IosPhone[] = [];
beforeAll(async () => {
  folder = await makeIphoneFolder();
  for (let app = 0; app < 25; app += 1)
    await mkdir(join(folder.root, `AppDomain-com.example.app${app}/Documents`), { recursive: true });
});
afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
});
afterAll(() => folder.remove());

async function start(more: Partial<Parameters<typeof startIosPhone>[0]> = {}): Promise<IosPhone> {
  const phone = await startIosPhone({ root: folder.root, udid: UDID, ...more });
  phones.push(phone);
  return phone;
}

describe('notification proxy', () => {
  it('carries what is posted to the phone, and tells what is observed and nothing else', async () => {
    const phone = await start();
    const talk = await service(
      phone.address,
      await recordOf(phone.address, UDID),
      'com.apple.mobile.notification_proxy',
    );
    const posted: string[] = [];
    const arrived = new Promise<void>((resolve) => {
      phone.state.notifications.onPost((name) => {
        posted.push(name);
        resolve();
      });
    });
    talk.socket.write(encodePlistMessage({ Command: 'ObserveNotification', Name: PRESENTED }));
    talk.socket.write(
      encodePlistMessage({ Command: 'PostNotification', Name: 'com.apple.itunes-mobdev.syncWillStart' }),
    );
    await arrived;
    expect(posted).toEqual(['com.apple.itunes-mobdev.syncWillStart']);
    phone.state.notifications.relay('com.apple.mobile.backup.domain_changed');
    phone.state.notifications.relay(PRESENTED);
    expect(await readRequest(talk.reader)).toEqual({ Command: 'RelayNotification', Name: PRESENTED });
    expect(await ask(talk, { Command: 'Shutdown' })).toEqual({ Command: 'ProxyDeath' });
    talk.socket.destroy();
  });
});

describe('installation proxy', () => {
  it('tells the apps that the phone has domains of, some at a time, or those that are asked for', async () => {
    const phone = await start();
    const talk = await service(
      phone.address,
      await recordOf(phone.address, UDID),
      'com.apple.mobile.installation_proxy',
    );
    const apps: unknown[] = [];
    talk.socket.write(
      encodePlistMessage({ Command: 'Browse', ClientOptions: { ReturnAttributes: ['CFBundleIdentifier'] } }),
    );
    for (;;) {
      const message = dictOf(await readRequest(talk.reader));
      if (message?.['Status'] === 'Complete') break;
      expect(message).toMatchObject({ Status: 'BrowsingApplications', Total: 25 });
      apps.push(...(message?.['CurrentList'] as PlistDict[]));
    }
    expect(apps).toHaveLength(25);
    expect(apps[0]).toEqual({ CFBundleIdentifier: 'com.example.app0' });
    const options = { BundleIDs: ['com.example.app7', 'com.example.none'] };
    const { LookupResult: found } = await ask(talk, { Command: 'Lookup', ClientOptions: options });
    expect(Object.keys(dictOf(found) ?? {})).toEqual(['com.example.app7']);
    expect(found).toMatchObject({ 'com.example.app7': { CFBundleDisplayName: 'App7' } });
    talk.socket.destroy();
  });
});

describe('several iPhones on one muxer', () => {
  it('are paired and unplugged each for itself', async () => {
    const muxer = await startMuxer({ records: join(folder.base, 'computer') });
    const one = await start({ muxer, stateFolder: join(folder.base, 'one') });
    const two = await start({
      muxer,
      stateFolder: join(folder.base, 'two'),
      udid: 'AA00BB11',
      via: 'Network',
    });
    const record = await recordOf(muxer.address, 'AA00BB11');
    expect(record['HostID']).not.toBe((await recordOf(muxer.address, UDID))['HostID']);
    await expect(session(muxer.address, record)).rejects.toThrow('InvalidHostID');
    const air = await toPhone(muxer.address, 62_078, 2);
    const request = { Request: 'Pair', PairRecord: record };
    expect(await ask(air, request)).toMatchObject({ Error: 'PairingProhibitedOverThisConnection' });
    one.unplug();
    expect(await ask(air, { Request: 'QueryType' })).toMatchObject({ Type: 'com.apple.mobile.lockdown' });
    const talk = await toMuxer(muxer.address);
    const { DeviceList: list } = await askMuxer(talk, { MessageType: 'ListDevices' });
    expect(list).toMatchObject([{ Properties: { SerialNumber: 'AA00BB11', ConnectionType: 'Network' } }]);
    await two.close();
    const gone = await askMuxer(talk, { MessageType: 'ListDevices' });
    expect(gone).toMatchObject({ DeviceList: [] });
    for (const { socket } of [talk, air]) socket.destroy();
    await muxer.close();
  });
});
