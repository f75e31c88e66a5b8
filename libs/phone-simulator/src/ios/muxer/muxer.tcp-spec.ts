import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readMuxMessage } from '@holdfast/phones/codecs';
import { askMuxer, toMuxer, toPhone, type Talk } from '../../testing/computer.js';
import type { Tunnel } from '../tunnel.js';
import type { MuxDevice } from './mux-device.js';
import { startMuxer, type Muxer } from './start-muxer.js';

let folder: string;
let muxer: Muxer;
const talks: Talk[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-mux-'));
  muxer = await startMuxer({ records: join(folder, 'records') });
});
afterEach(async () => {
  for (const { socket } of talks.splice(0)) socket.destroy();
  await muxer.close();
  await rm(folder, { recursive: true });
});

/** A phone that says its UDID on port 62078. */
function device(udid: string, via: 'USB' | 'Network' = 'USB'): MuxDevice {
  const serve = ({ socket }: Tunnel): void => void socket.write(udid);
  return { udid, via, connect: (port) => (port === 62_078 ? serve : undefined) };
}

async function talk(): Promise<Talk> {
  const made = await toMuxer(muxer.address);
  talks.push(made);
  return made;
}

const ask = async (MessageType: string, more: Record<string, string | number | Uint8Array> = {}) =>
  askMuxer(await talk(), { MessageType, ...more });

describe('a muxer', () => {
  it('lists several phones, each with how it is connected', async () => {
    muxer.attach(device('AAAA0001'));
    muxer.attach(device('AAAA0002', 'Network'));
    const { DeviceList: list } = await ask('ListDevices');
    expect(list).toMatchObject([
      { DeviceID: 1, Properties: { ConnectionType: 'USB', SerialNumber: 'AAAA0001', ProductID: 0x12a8 } },
      { DeviceID: 2, Properties: { ConnectionType: 'Network', SerialNumber: 'AAAA0002' } },
    ]);
  });

  it('tells who listens of each phone that comes and goes', async () => {
    const first = muxer.attach(device('AAAA0001'));
    const listening = await talk();
    expect(await askMuxer(listening, { MessageType: 'Listen' })).toMatchObject({ Number: 0 });
    const next = async (): Promise<unknown> => (await readMuxMessage(listening.reader)).value;
    expect(await next()).toMatchObject({ MessageType: 'Attached', DeviceID: first });
    const second = muxer.attach(device('AAAA0002'));
    expect(await next()).toMatchObject({ MessageType: 'Attached', Properties: { SerialNumber: 'AAAA0002' } });
    muxer.detach(first);
    expect(await next()).toEqual({ MessageType: 'Detached', DeviceID: first });
    expect(second).toBe(2);
    expect(muxer.attach(device('AAAA0001'))).toBe(3);
  });

  it('connects to a phone’s port, byte-swapped, and says what is not there', async () => {
    const id = muxer.attach(device('AAAA0001'));
    const tunnel = await toPhone(muxer.address, 62_078, id);
    talks.push(tunnel);
    expect((await tunnel.reader.exactly(8)).toString()).toBe('AAAA0001');
    await expect(toPhone(muxer.address, 62_078, 9)).rejects.toThrow('the muxer says 2');
    await expect(toPhone(muxer.address, 80, id)).rejects.toThrow('the muxer says 3');
    const ended = new Promise((resolve) => tunnel.socket.once('close', resolve));
    muxer.detach(id);
    await ended;
  });

  it('keeps pair records, and the computer’s own identity', async () => {
    const record = Buffer.from('record');
    const id = { PairRecordID: '00008110-00AABBCCDDEEFF01' };
    expect(await ask('ReadPairRecord', id)).toMatchObject({ Number: 2 });
    expect(await ask('SavePairRecord', { ...id, PairRecordData: record })).toMatchObject({ Number: 0 });
    const read = (await ask('ReadPairRecord', id))['PairRecordData'];
    expect(Buffer.from(read as Uint8Array).equals(record)).toBe(true);
    expect(await ask('DeletePairRecord', id)).toMatchObject({ Number: 0 });
    expect(await ask('DeletePairRecord', id)).toMatchObject({ Number: 2 });
    const outside = { PairRecordID: '../../outside', PairRecordData: record };
    expect(await ask('SavePairRecord', outside)).toMatchObject({ Number: 1 });
    const { BUID: buid } = await ask('ReadBUID');
    expect(buid).toMatch(/^[0-9A-F-]{36}$/);
    expect((await ask('ReadBUID'))['BUID']).toBe(buid);
  });

  it('drops who speaks another protocol, and goes on', async () => {
    const stranger = await talk();
    const ended = new Promise((resolve) => stranger.socket.once('close', resolve));
    stranger.socket.resume().write('GET / HTTP/1.1\r\n\r\n');
    await ended;
    expect(await ask('Nonsense')).toMatchObject({ Number: 1 });
  });

  it('takes over a socket file that nobody answers, and no other', async () => {
    const socket = join(folder, 's.sock');
    const first = await startMuxer({ socket, records: folder });
    await expect(startMuxer({ socket, records: folder })).rejects.toThrow('EADDRINUSE');
    expect(first.address).toBe(`UNIX:${socket}`);
    await first.close();
  });
});
