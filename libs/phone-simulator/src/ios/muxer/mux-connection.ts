import type { Socket } from 'node:net';
import {
  encodeMuxMessage,
  MUX_RESULT,
  muxPort,
  readMuxMessage,
  type PlistDict,
} from '@holdfast/phones/codecs';
import { readerOf } from '../tunnel.js';
import type { ComputerRecords } from './computer-records.js';
import { attachedMessage, type MuxDevice } from './mux-device.js';

/** What a connection may ask of its muxer. */
export interface MuxHouse {
  readonly records: ComputerRecords;
  devices(): Iterable<readonly [number, MuxDevice]>;
  find(id: number): MuxDevice | undefined;
  /** Tells of every change from now on; gives back how to stop. */
  listen(tell: (message: PlistDict) => void): () => void;
  /** The connection is one to that phone from now on, and ends when it goes. */
  claim(id: number, socket: Socket): void;
}

/** Serves one connection to usbmuxd until it ends or becomes one to a phone. Never rejects. */
export async function serveMux(socket: Socket, house: MuxHouse): Promise<void> {
  const reader = readerOf(socket);
  try {
    for (;;) {
      const { tag, value: request } = await readMuxMessage(reader);
      const say = (answer: PlistDict): void => void socket.write(encodeMuxMessage(tag, answer));
      if (request['MessageType'] === 'Connect') {
        const id = numberOf(request['DeviceID']);
        const device = house.find(id);
        const serve = device?.connect(muxPort(numberOf(request['PortNumber'])));
        if (device === undefined || serve === undefined) {
          say(result(device === undefined ? MUX_RESULT.badDevice : MUX_RESULT.refused));
          continue;
        }
        house.claim(id, socket);
        say(result(MUX_RESULT.ok));
        return serve({ socket, reader, via: device.via });
      }
      if (request['MessageType'] === 'Listen') {
        say(result(MUX_RESULT.ok));
        const tell = (message: PlistDict): void => void socket.write(encodeMuxMessage(0, message));
        for (const [id, device] of house.devices()) tell(attachedMessage(id, device));
        socket.once('close', house.listen(tell));
        continue;
      }
      say(await answer(request, house));
    }
  } catch {
    // The end, or another protocol: usbmuxd drops the connection.
    socket.destroy();
  }
}

async function answer(request: PlistDict, { records, devices }: MuxHouse): Promise<PlistDict> {
  const id = String(request['PairRecordID']);
  const data = request['PairRecordData'];
  switch (request['MessageType']) {
    case 'ListDevices':
      return { DeviceList: Array.from(devices(), ([number, device]) => attachedMessage(number, device)) };
    case 'ReadBUID':
      return { BUID: await records.buid() };
    case 'ReadPairRecord': {
      const record = await records.read(id);
      return record === undefined ? result(MUX_RESULT.badDevice) : { PairRecordData: record };
    }
    case 'SavePairRecord': {
      const isSaved = data instanceof Uint8Array && (await records.save(id, data));
      return result(isSaved ? MUX_RESULT.ok : MUX_RESULT.badCommand);
    }
    case 'DeletePairRecord':
      return result((await records.remove(id)) ? MUX_RESULT.ok : MUX_RESULT.badDevice);
    default:
      return result(MUX_RESULT.badCommand);
  }
}

const result = (number: number): PlistDict => ({ MessageType: 'Result', Number: number });
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : -1);
