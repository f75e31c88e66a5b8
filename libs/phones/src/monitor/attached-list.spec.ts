import { describe, expect, it } from '@jest/globals';
import { parseDevices } from '../android/server/server-devices.js';
import type { AttachedPhone } from '../phone-monitor.js';
import { attachedList } from './attached-list.js';

const DIRECT = '192.0.2.7:5555';
const direct: AttachedPhone = {
  platform: 'android',
  address: DIRECT,
  state: 'ready',
  model: 'Pixel 7',
  via: 'adb-direct',
};

describe('the list of the adb server', () => {
  it('is read in all its states', () => {
    const text =
      'R58M123     device usb:1-4 product:panther model:Pixel_7 device:panther transport_id:3\n' +
      'EMU5554     unauthorized transport_id:4\n' +
      'HT1         no permissions (user in plugdev group; are your udev rules wrong?); see [http://x] usb:1-2 transport_id:9\n' +
      '192.0.2.7:5555 offline transport_id:5\n\ngarbage\n';
    expect(parseDevices(text)).toEqual([
      { serial: 'R58M123', state: 'device', model: 'Pixel 7', transportId: '3' },
      { serial: 'EMU5554', state: 'unauthorized', model: null, transportId: '4' },
      { serial: 'HT1', state: 'no permissions', model: null, transportId: '9' },
      { serial: DIRECT, state: 'offline', model: null, transportId: '5' },
    ]);
  });
});

describe('attachedList', () => {
  const device = (serial: string, state: string) => ({ serial, state, model: null, transportId: '1' });

  it('tells of phones that bear one serial that they do', () => {
    const server = [device('S1', 'device'), device('S1', 'device'), device('S2', 'device')];
    const list = attachedList({ server, direct: [], folders: [], iphones: [] }, []);
    expect(list.map(({ address, isShared }) => [address, isShared])).toEqual([
      ['S1', true],
      ['S2', undefined],
    ]);
  });

  it('tells the states in our words', () => {
    const words = ['device', 'unauthorized', 'authorizing', 'offline', 'recovery', 'no permissions'];
    const server = words.map((word, index) => device(`S${index}`, word));
    expect(
      attachedList({ server, direct: [], folders: [], iphones: [] }, []).map(({ state }) => state),
    ).toEqual(['ready', 'unauthorised', 'unauthorised', 'offline', 'recovery', 'no-permissions']);
  });

  it('lists an address once, through the server where that holds it alive', () => {
    const list = attachedList(
      { server: [device(DIRECT, 'device')], direct: [direct], folders: [], iphones: [] },
      [DIRECT],
    );
    expect(list.map(({ via }) => via)).toEqual(['adb-server']);
  });

  it('believes the phone, not the connection that the server still holds after it left', () => {
    const server = [device(DIRECT, 'offline')];
    expect(attachedList({ server, direct: [direct], folders: [], iphones: [] }, [DIRECT])).toEqual([direct]);
    expect(attachedList({ server, direct: [], folders: [], iphones: [] }, [DIRECT])).toEqual([]);
  });
});
