import { describe, expect, it } from '@jest/globals';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import { PocketDevice } from '../testing/pocket-device.js';
import { UDID } from '../testing/scripted-phone.js';
import { changePassword } from './change-password.js';

const ending = (code: number, wasSealed: boolean): { device: PocketDevice; asked: () => PlistDict } => {
  const device = new PocketDevice(async (phone) => {
    await phone.greet();
    device.notify('com.apple.LocalAuthentication.ui.presented');
    device.notify('com.apple.LocalAuthentication.ui.dismissed');
    await phone.end(code, 'words');
  });
  device.values['com.apple.mobile.backup'] = { WillEncrypt: wasSealed };
  return { device, asked: () => device.phone.request };
};

describe('the backup password', () => {
  it.each([
    [{ to: 'new' }, false, { NewPassword: 'new' }],
    [{ from: 'old', to: 'new' }, true, { OldPassword: 'old', NewPassword: 'new' }],
    [{ from: 'old' }, true, { OldPassword: 'old' }],
  ])('is changed by %j', async (change, sealed, passwords) => {
    const { device, asked } = ending(0, sealed);
    await changePassword(device, change);
    expect(asked()).toEqual({ MessageName: 'ChangePassword', TargetIdentifier: UDID, ...passwords });
    expect(device.steps).toEqual([{ step: 'passcode', seconds: 180 }, { step: 'none' }]);
  });

  it('that is not it is told as such', async () => {
    const { device } = ending(207, true);
    await expect(changePassword(device, { from: 'no' })).rejects.toMatchObject({
      causeClass: 'iphone-password-unknown',
    });
  });

  it('of somebody else is not overwritten, and none is not removed; the phone is not asked', async () => {
    const sealed = ending(0, true).device;
    await expect(changePassword(sealed, { to: 'new' })).rejects.toMatchObject({
      causeClass: 'iphone-password-unknown',
    });
    const open = ending(0, false).device;
    await expect(changePassword(open, { from: 'old' })).rejects.toMatchObject({
      causeClass: 'iphone-not-encrypted',
    });
    expect([...sealed.scripts, ...open.scripts]).toEqual([]);
  });
});
