import { describe, expect, it } from '@jest/globals';
import { SourceError } from '@holdfast/contracts/sources';
import { readPlist } from '../../../codecs/plist/read-plist.js';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import { PocketDevice } from '../testing/pocket-device.js';
import { UDID } from '../testing/scripted-phone.js';
import { infoPlist } from './info-plist.js';

const NOW = new Date('2026-11-27T04:00:00Z');

async function written(device: PocketDevice): Promise<PlistDict> {
  const bytes = await infoPlist(device, await device.openMedia(), NOW);
  expect(Buffer.from(bytes).toString('utf8', 0, 5)).toBe('<?xml');
  return readPlist(bytes) as PlistDict;
}

describe('Info.plist', () => {
  it('has what idevicebackup2 writes', async () => {
    const device = new PocketDevice(async () => undefined);
    device.values[''] = {
      ...device.values[''],
      BuildVersion: '22H1',
      PhoneNumber: '+49 1',
      MobileEquipmentIdentifier: '35',
    };
    device.values['com.apple.mobile.iTunes'] = { MinITunesVersion: '12.13' };
    device.media.set('/iTunes_Control/iTunes/iTunesPrefs', Buffer.from('prefs'));
    device.media.set('/Books/iBooksData2.plist', Buffer.from('books'));
    const { GUID: guid, ...info } = await written(device);
    expect(guid).toMatch(/^[0-9A-F]{32}$/);
    expect(info).toEqual({
      Applications: {
        'org.example.notes': {
          ApplicationSINF: expect.objectContaining({ length: 4 }),
          iTunesMetadata: expect.objectContaining({ length: 5 }),
        },
      },
      'Build Version': '22H1',
      'Device Name': 'Their iPhone',
      'Display Name': 'Their iPhone',
      'Installed Applications': ['org.example.notes', 'org.example.own'],
      'Last Backup Date': NOW,
      MEID: '35',
      'Phone Number': '+49 1',
      'Product Type': 'iPhone14,2',
      'Product Version': '18.7.2',
      'Serial Number': 'F00',
      'Target Identifier': UDID,
      'Target Type': 'Device',
      'Unique Identifier': UDID.toUpperCase(),
      'iBooks Data 2': expect.objectContaining({ length: 5 }),
      'iTunes Files': { iTunesPrefs: expect.objectContaining({ length: 5 }) },
      'iTunes Settings': {},
      'iTunes Version': '12.13',
    });
  });

  it('is written although a phone tells next to nothing', async () => {
    const device = new PocketDevice(async () => undefined);
    device.values[''] = { DeviceName: 7 };
    device.installedApps = () => Promise.reject(new SourceError('unsupported', 'no proxy'));
    const info = await written(device);
    expect(info).not.toHaveProperty('Device Name');
    expect(info).toMatchObject({
      Applications: {},
      'Installed Applications': [],
      'iTunes Version': '10.0.1',
      'iTunes Files': {},
    });
  });
});
