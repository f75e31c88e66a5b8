import { describe, expect, it } from '@jest/globals';
import type { AttachedPhone, PhoneState } from '@holdfast/phones';
import type { EnrolledPhone } from '../managed/enrolled-phones.js';
import { attachmentsOf } from './attached-phones.js';
import { EventLog } from './event-log.js';
import { tellAttachments } from './tell-attachments.js';

const mine: EnrolledPhone = {
  phoneId: 'a3f7c1de-0000-4000-8000-000000000001',
  phoneKey: 'ab'.repeat(32),
  platform: 'android',
  model: null,
  osVersion: null,
  label: 'Mine',
  addresses: ['S1'],
};
const seen = (state: PhoneState, more: Partial<AttachedPhone> = {}): AttachedPhone => ({
  platform: 'android',
  address: 'S1',
  state,
  model: null,
  via: 'adb-server',
  ...more,
});
const attachments = (phones: AttachedPhone[], enrolled = mine) =>
  attachmentsOf(phones, [enrolled], new Map(), new Date(0));

/** What the event log says of the enrolled phone when it comes like this. */
function told(phone: AttachedPhone, enrolled = mine): string {
  const lines: string[] = [];
  const streams = { stdout: { write: (text: string) => lines.push(text) } } as never;
  const log = new EventLog(streams, { json: true }, () => new Date(0));
  expect(tellAttachments(log, [enrolled], new Map(), attachments([phone], enrolled))).toBe(true);
  return (JSON.parse(lines.join('')) as { text: string }).text;
}

describe('what the agent makes of attached phones', () => {
  it.each(['no-permissions', 'recovery', 'locked', 'offline', 'ready'] as const)(
    'keeps %s as it is, and no phone of anybody else',
    (state) => {
      const found = attachments([seen(state), seen('ready', { address: 'S2' })]);
      expect([...found.values()]).toMatchObject([{ attach: state, isShared: false }]);
    },
  );

  it('takes neither of two phones with one serial for the enrolled one', () => {
    const found = attachments([seen('ready', { isShared: true })]);
    expect([...found.values()]).toMatchObject([{ attach: 'offline', isShared: true }]);
    const both = attachments(
      [seen('ready', { isShared: true }), seen('ready', { address: '192.0.2.7:5555' })],
      {
        ...mine,
        addresses: ['S1', '192.0.2.7:5555'],
      },
    );
    expect([...both.values()]).toMatchObject([{ attach: 'ready', address: '192.0.2.7:5555' }]);
  });

  it('tells each state in a sentence that ends in what to do', () => {
    expect(told(seen('ready'))).toBe('Mine: attached.');
    expect(told(seen('recovery'))).toMatch(/recovery or boot loader\)\. Start it normally\.$/);
    expect(told(seen('ready', { isShared: true }))).toMatch(
      /give the same serial number.*Unplug one of them\.$/,
    );
    const udev = told(seen('no-permissions'));
    expect(udev).toContain('android-sdk-platform-tools-common');
    expect(udev).toContain('into /etc/udev/rules.d/51-android.rules;');
    expect(udev).toMatch(/then unplug the phone and plug it in again\.$/);
  });

  it('says nothing of USB where a mounted folder is closed', () => {
    const card = { ...mine, platform: 'folder' as const };
    expect(told(seen('no-permissions', { platform: 'folder', via: 'folder' }), card)).not.toMatch(/USB|udev/);
  });
});
