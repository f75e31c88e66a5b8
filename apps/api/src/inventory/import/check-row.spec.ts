import { describe, expect, it } from '@jest/globals';
import { checkRow } from './check-row.js';
import { Columns } from './columns.js';

const row = (cells: Record<string, string>) => {
  const columns = new Columns(Object.keys(cells));
  return checkRow({ line: 2, cells: columns.read(Object.values(cells)) });
};
const told = (cells: Record<string, string>) => row({ email: 'a@x.example', platform: 'iOS', ...cells });

describe('a row of an inventory', () => {
  it.each([
    [{ platform: 'iOS' }, 'ios'],
    [{ platform: 'Android (fully managed)' }, 'android'],
    [{ platform: '', model: 'Apple iPhone 12' }, 'ios'],
    [{ platform: 'iOS 17.1' }, 'ios'],
  ])('is a phone: %j', (cells, platform) => {
    expect(told(cells)).toMatchObject({ platform });
  });

  it.each([
    { platform: 'Windows' },
    { platform: 'macOS' },
    { platform: 'iPadOS' },
    { platform: 'iOS', model: 'iPad (9th generation)' },
    { platform: 'ChromeOS' },
    { platform: 'iOS', model: 'Apple Watch' },
  ])('is no phone: %j', (cells) => {
    expect(told(cells)).toEqual({ notPhone: true });
  });

  it.each([
    [{ platform: 'fridge' }, 'platform'],
    [{ email: 'Mira Haddad' }, 'person'],
    [{ email: `${'a'.repeat(250)}@x.example` }, 'person'],
  ])('is refused: %j', (cells, reason) => {
    expect(told(cells)).toEqual({ line: 2, reason });
  });

  it('says whose, by every address that it names, the mail’s before the directory’s name', () => {
    const cells = {
      'Primary user UPN': 'MIRA@x.example',
      'Primary user email address': 'mira.h@x.example; m@x.example',
      OS: 'iOS',
    };
    expect(row(cells)).toMatchObject({ addresses: ['mira.h@x.example', 'm@x.example', 'mira@x.example'] });
    expect(row({ Username: 'mhaddad', Model: 'iPhone 12' })).toEqual({ line: 2, reason: 'person' });
  });

  it('is kept within bounds, without what could hide or break a line', () => {
    expect(told({ model: `  iPhone\u202e\u0000\n13 ${'x'.repeat(300)}` })).toMatchObject({
      model: `iPhone 13 ${'x'.repeat(110)}`,
    });
    expect(told({ 'OS version': 'iOS 17.1.2 (21B91)', model: '' })).toMatchObject({
      osVersion: '17.1.2',
      model: null,
    });
    expect(told({ 'OS version': '14.0' })).toMatchObject({ osVersion: '14' });
    expect(told({ 'OS version': 'unknown' })).toMatchObject({ osVersion: null });
    expect(told({ device_id: 'd'.repeat(500) })).toMatchObject({ deviceId: 'd'.repeat(200) });
  });

  it.each([
    ['Company', 'company'],
    ['Corporate', 'company'],
    ['Institutional', 'company'],
    ['Personal', 'personal'],
    ['User Enrollment', 'personal'],
    ['Unknown', null],
  ])('tells whose property it is: %s', (said, ownership) => {
    expect(told({ Ownership: said })).toMatchObject({ ownership });
  });
});

describe('columns', () => {
  it('are read by what they mean, and what could name a device is ignored', () => {
    const headings = [
      'Device ID',
      'Serial number',
      'IMEI',
      'JSS Mobile Device ID',
      'UDID',
      'E-Mail',
      'OS',
      'iOS Version',
    ];
    expect(new Columns(headings).ignored).toEqual(['Device ID', 'Serial number', 'IMEI', 'UDID']);
  });

  it('are enough with an address and a platform or a model', () => {
    expect(new Columns(['email', 'model']).enough).toBe(true);
    expect(new Columns(['email', 'serial']).enough).toBe(false);
    expect(new Columns(['platform', 'model']).enough).toBe(false);
  });
});
