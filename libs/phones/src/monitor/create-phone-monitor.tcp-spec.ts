import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openPhone } from '../open-phone.js';
import type { AttachedPhone } from '../phone-monitor.js';
import type { PhonesOptions } from '../phones-options.js';
import { createPhoneMonitor } from './create-phone-monitor.js';

jest.setTimeout(20_000);

const PHONE = 'R58M123 device usb:1-4 model:Pixel_7 transport_id:3\n';
const TWIN = 'R58M123 device usb:1-5 model:Pixel_7 transport_id:4\n';

/** The list that an adb server tells, to whoever asks and whoever tracks it, with nothing behind it. */
class ListServer {
  private readonly trackers = new Set<Socket>();
  private text = '';
  private server: Server | undefined;
  private port = 0;

  async start(): Promise<void> {
    this.server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('close', () => this.trackers.delete(socket));
      socket.once('data', (request) => {
        socket.write('OKAY');
        this.write(socket);
        if (request.toString().includes('host:track-devices-l')) this.trackers.add(socket);
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  get options(): PhonesOptions {
    const adbServer = `127.0.0.1:${this.port}`;
    return { adbServer, directAddresses: [], folders: [], adbKeyFile: '/nowhere/adbkey' };
  }

  tell(text: string): void {
    this.text = text;
    for (const tracker of this.trackers) this.write(tracker);
  }

  async stop(): Promise<void> {
    for (const tracker of this.trackers) tracker.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private write(socket: Socket): void {
    socket.write(this.text.length.toString(16).padStart(4, '0') + this.text);
  }
}

let server: ListServer;
beforeEach(async () => {
  server = new ListServer();
  await server.start();
});
afterEach(() => server.stop());

async function until(what: () => boolean): Promise<void> {
  for (let left = 200; left > 0 && !what(); left -= 1) await sleep(50);
  expect(what()).toBe(true);
}

describe('the monitor', () => {
  it('makes one event of a phone that comes and goes before it stays, and survives the server', async () => {
    const seen: (readonly AttachedPhone[])[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const list of createPhoneMonitor(server.options).watch(stop.signal)) seen.push(list);
    })();
    await until(() => seen.length === 1);
    await sleep(1_200);
    for (const text of [PHONE, '', PHONE, '', PHONE]) {
      server.tell(text);
      await sleep(100);
    }
    await until(() => seen.length === 2);
    server.tell('');
    await sleep(100);
    server.tell(PHONE);
    await sleep(1_000);
    expect(seen.map((list) => list.map(({ address, state }) => [address, state]))).toEqual([
      [],
      [['R58M123', 'ready']],
    ]);
    await server.stop();
    await until(() => seen.at(-1)?.length === 0);
    await server.start();
    await until(() => seen.at(-1)?.length === 1);
    expect(seen).toHaveLength(4);
    stop.abort();
    await watching;
  });

  it('tells two phones with one serial as such, and opens neither', async () => {
    server.tell(PHONE + TWIN);
    expect(await createPhoneMonitor(server.options).list()).toMatchObject([
      { address: 'R58M123', isShared: true },
    ]);
    await expect(
      openPhone({ platform: 'android', address: 'R58M123' }, server.options),
    ).rejects.toMatchObject({
      causeClass: 'internal',
      message: expect.stringMatching(/same serial number.*Unplug one of them/),
    });
  });

  it.each([
    ['recovery', 'usb-debugging-off', 'Start it normally'],
    ['sideload', 'usb-debugging-off', 'Start it normally'],
    [
      'no permissions (user in plugdev group; are your udev rules wrong?)',
      'permission-denied',
      '51-android.rules',
    ],
    ['offline', 'unplugged', 'plug it in again'],
  ])('does not open a phone that the server calls %s', async (state, causeClass, next) => {
    server.tell(`R58M123 ${state} usb:1-4 transport_id:3\n`);
    await expect(
      openPhone({ platform: 'android', address: 'R58M123' }, server.options),
    ).rejects.toMatchObject({
      causeClass,
      message: expect.stringContaining(next),
    });
  });
});
