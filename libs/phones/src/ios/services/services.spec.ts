import { describe, expect, it } from '@jest/globals';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { wire } from '../backup/testing/byte-pipe.js';
import { PlistChannel } from '../lockdown/plist-channel.js';
import { installedApps, type InstalledApp } from './installed-apps.js';
import { observeNotifications, postNotification } from './notification-proxy.js';

function talk(): { near: ReturnType<typeof wire>['near']; phone: PlistChannel } {
  const { near, far } = wire();
  return { near, phone: new PlistChannel(far) };
}

describe('notifications', () => {
  it('are posted, and known to have been taken', async () => {
    const { near, phone } = talk();
    const posting = postNotification(near, 'one');
    expect(await phone.receive()).toMatchObject({ Command: 'PostNotification', Name: 'one' });
    expect(await phone.receive()).toMatchObject({ Command: 'Shutdown' });
    await phone.send({ Command: 'ProxyDeath' });
    await posting;
  });

  it('are told while somebody observes them, those that were asked for', async () => {
    const { near, phone } = talk();
    const told: string[] = [];
    const stop = await observeNotifications(near, ['one', 'two'], (name) => told.push(name));
    for (const name of ['one', 'two'])
      expect(await phone.receive()).toMatchObject({ Command: 'ObserveNotification', Name: name });
    for (const name of ['two', 'three', 'one'])
      await phone.send({ Command: 'RelayNotification', Name: name });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual(['two', 'one']);
    stop();
    await expect(phone.receive()).rejects.toMatchObject({ causeClass: 'unplugged' });
  });
});

describe('installed apps', () => {
  async function listed(...pages: PlistDict[]): Promise<InstalledApp[]> {
    const { near, phone } = talk();
    const listing = installedApps(near);
    expect(await phone.receive()).toMatchObject({ Command: 'Browse' });
    for (const page of pages) await phone.send(page);
    return listing;
  }
  const page = (...names: (string | number)[]): PlistDict => ({
    Status: 'BrowsingApplications',
    CurrentList: names.map((name) => ({ CFBundleIdentifier: name })),
  });

  it('come in pages, hostile names left out', async () => {
    const pages = [page('org.b', 'org.a'), page('org.a', 7, '', 'x'.repeat(300)), { Status: 'Complete' }];
    expect(await listed(...pages)).toEqual([{ bundle: 'org.a' }, { bundle: 'org.b' }]);
  });

  it('come with what the App Store gave, where that is whole and of some size', async () => {
    const store = { ApplicationSINF: Buffer.from('sinf'), iTunesMetadata: Buffer.from('store') };
    const huge = { ...store, iTunesMetadata: Buffer.alloc(9 * 1024 * 1024) };
    const apps = [
      { CFBundleIdentifier: 'org.half', ApplicationSINF: store.ApplicationSINF },
      { CFBundleIdentifier: 'org.text', ...store, iTunesMetadata: 'text' },
      { CFBundleIdentifier: 'org.whole', ...store },
    ];
    const pages = ['1', '2', '3', '4'].map((name) => ({
      CurrentList: [{ CFBundleIdentifier: `org.huge.${name}`, ...huge }],
    }));
    const found = await listed(...pages, { CurrentList: apps }, { Status: 'Complete' });
    const withStore = found.filter((app) => app.store !== undefined).map(({ bundle }) => bundle);
    expect([found.length, withStore]).toEqual([7, ['org.huge.1', 'org.huge.2', 'org.huge.3', 'org.whole']]);
    expect(found.at(-1)?.store).toEqual({
      ApplicationSINF: new Uint8Array(store.ApplicationSINF),
      iTunesMetadata: new Uint8Array(store.iTunesMetadata),
    });
  });

  it('are refused where they have no end, or are none', async () => {
    const many = page(...Array.from({ length: 20_001 }, (_, index) => `org.${index}`));
    await expect(listed(many)).rejects.toMatchObject({ causeClass: 'internal' });
    await expect(listed({ Error: 'APIInternalError' })).rejects.toMatchObject({ causeClass: 'internal' });
  });
});

describe('a message', () => {
  it.each([
    ['of no bytes', Buffer.alloc(4), 'internal'],
    ['longer than any', Buffer.from('ffffffff', 'hex'), 'internal'],
    ['that is no property list', Buffer.from('\0\0\0\x04none'), 'internal'],
    ['cut off', Buffer.from('\0\0\0\x10half'), 'unplugged'],
  ])('%s ends with a cause', async (_, bytes, causeClass) => {
    const { near, far } = wire();
    await far.write(bytes);
    far.close();
    await expect(new PlistChannel(near).receive()).rejects.toMatchObject({ causeClass });
  });
});
