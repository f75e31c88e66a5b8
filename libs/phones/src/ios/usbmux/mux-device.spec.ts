import { describe, expect, it } from '@jest/globals';
import { muxDeviceOf, preferCable } from './mux-device.js';
import { parseUsbmuxd } from './parse-usbmuxd.js';

const UDID = '00008110-00AABBCCDDEEFF01';
const attached = (id: unknown, SerialNumber: unknown, ConnectionType = 'USB') => ({
  MessageType: 'Attached',
  DeviceID: id,
  Properties: { ConnectionType, SerialNumber },
});

describe('what usbmuxd lists', () => {
  it.each([
    [attached(1, UDID), { id: 1, udid: UDID, via: 'usbmux' }],
    [attached(2, 'a'.repeat(40), 'Network'), { id: 2, udid: 'a'.repeat(40), via: 'usbmux-network' }],
    [attached('1', UDID), undefined],
    [attached(1, '../../etc/passwd'), undefined],
    [attached(1, `${UDID}\n`), undefined],
    [attached(1, 7), undefined],
    [{ DeviceID: 1 }, undefined],
    ['Attached', undefined],
  ])('%j is %j', (message, device) => expect(muxDeviceOf(message)).toEqual(device));

  it('is one line a phone, by cable where it is there both ways', () => {
    const air = { id: 1, udid: UDID, via: 'usbmux-network' as const };
    const cable = { id: 2, udid: UDID, via: 'usbmux' as const };
    expect(preferCable([air, cable])).toEqual([cable]);
    expect(preferCable([cable, air])).toEqual([cable]);
    expect(preferCable([air])).toEqual([air]);
  });
});

describe('where usbmuxd is', () => {
  it.each([
    ['UNIX:/var/run/usbmuxd', { path: '/var/run/usbmuxd' }],
    ['127.0.0.1:27015', { host: '127.0.0.1', port: 27_015 }],
    ['[::1]:27015', { host: '::1', port: 27_015 }],
  ])('%s is %j', (address, where) => expect(parseUsbmuxd(address)).toEqual(where));

  it.each(['', 'UNIX:', '/var/run/usbmuxd', 'host', 'host:99999', 'host:port'])(
    '%j is no address',
    (address) => expect(() => parseUsbmuxd(address)).toThrow(/no address of usbmuxd/),
  );
});
