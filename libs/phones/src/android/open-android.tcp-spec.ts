import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openAndroid } from './open-android.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** An adb server that knows these devices and nothing else. */
async function serverWith(lines: string): Promise<string> {
  server = createServer((socket) => {
    socket.once('data', () => {
      const length = Buffer.byteLength(lines).toString(16).padStart(4, '0');
      socket.end(`OKAY${length}${lines}`);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const opened = async (serial: string, lines: string): Promise<unknown> =>
  openAndroid(serial, {
    adbServer: await serverWith(lines),
    directAddresses: [],
    folders: [],
    adbKeyFile: '/none',
  }).catch((error: unknown) => error);

describe('a phone that cannot be opened', () => {
  it.each([
    [
      'two with one serial',
      'S1 device transport_id:1\nS1 device transport_id:2\n',
      'internal',
      /the same serial number/,
    ],
    ['one in recovery', 'S1 recovery transport_id:1\n', 'usb-debugging-off', /Start it normally/],
    ['one that does not answer', 'S1 offline transport_id:1\n', 'unplugged', /does not answer/],
    [
      'one that this user may not open',
      'S1 no permissions; see [http://x]\n',
      'permission-denied',
      /udev rules/,
    ],
    ['one that is not there', 'S2 device transport_id:1\n', 'unplugged', /No phone "S1" is attached/],
  ])('%s is told by its cause, in a plain sentence', async (_, lines, causeClass, words) => {
    expect(await opened('S1', lines)).toMatchObject({ causeClass, message: expect.stringMatching(words) });
  });
});
