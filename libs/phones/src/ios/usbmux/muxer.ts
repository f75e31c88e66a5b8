import type { Socket } from 'node:net';
import { SourceError } from '@holdfast/contracts/sources';
import { connectSocket } from '../../stream/connect-socket.js';
import { SocketStream } from '../../stream/socket-stream.js';
import { ByteReader } from '../../codecs/byte-reader.js';
import { encodeMuxMessage, MUX_RESULT, muxPort, readMuxMessage } from '../../codecs/ios/mux-message.js';
import { arrayOf, bytesOf, numberOf, textOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { garbledIphone, iphoneGone, stoppedByPerson } from '../ios-faults.js';
import { muxDeviceOf, type MuxDevice } from './mux-device.js';
import { parseUsbmuxd } from './parse-usbmuxd.js';

const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
const TAG = 1;
/** usbmuxd writes it into its log. */
const WE = { ClientVersionString: 'holdfast', ProgName: 'holdfast' };
/** More than any computer has. */
const MOST_DEVICES = 1_000;

/** A connection to usbmuxd: one carries one request, which is how libusbmuxd uses it too. */
export interface MuxTalk {
  readonly stream: SocketStream;
  readonly reader: ByteReader;
}

/**
 * The usbmuxd of this computer, which somebody else starts. Everything throws `SourceError`: `unplugged` when it does not
 * answer, or the phone is gone; `internal` for what does not speak its protocol; `cancelled` by `signal`.
 */
export class Muxer {
  constructor(
    private readonly address: string,
    private readonly signal?: AbortSignal,
  ) {}

  async devices(): Promise<MuxDevice[]> {
    const { DeviceList: list } = await this.ask({ MessageType: 'ListDevices' });
    const devices = (arrayOf(list) ?? []).slice(0, MOST_DEVICES).map(muxDeviceOf);
    return devices.filter((device) => device !== undefined);
  }

  /** What this computer calls itself towards phones; `undefined` where usbmuxd has no such name. */
  async buid(): Promise<string | undefined> {
    return textOf((await this.ask({ MessageType: 'ReadBUID' }))['BUID']);
  }

  /** The record of the computer's pairing with a phone, a property list; `undefined` where there is none. */
  async pairRecord(udid: string): Promise<Uint8Array | undefined> {
    const answer = await this.ask({ MessageType: 'ReadPairRecord', PairRecordID: udid });
    return bytesOf(answer['PairRecordData']);
  }

  /** A connection to a port of a phone: nothing but the phone's bytes from now on. */
  async connect(device: MuxDevice, port: number): Promise<Socket> {
    const { stream, answer } = await this.exchange({
      MessageType: 'Connect',
      DeviceID: device.id,
      PortNumber: muxPort(port),
    });
    const number = numberOf(answer['Number']);
    if (number === MUX_RESULT.ok) return stream.release();
    stream.close();
    if (number === MUX_RESULT.badDevice || number === MUX_RESULT.refused) throw iphoneGone();
    throw garbledIphone(`usbmuxd answers ${String(number)} to Connect`);
  }

  /** Begins to tell of every change; see `trackDevices`. */
  async listen(): Promise<MuxTalk> {
    const talk = await this.exchange({ MessageType: 'Listen', kLibUSBMuxVersion: 3 }, Infinity);
    if (numberOf(talk.answer['Number']) === MUX_RESULT.ok) return talk;
    talk.stream.close();
    throw garbledIphone('usbmuxd refuses Listen');
  }

  private async ask(request: PlistDict): Promise<PlistDict> {
    const { stream, answer } = await this.exchange(request);
    stream.close();
    return answer;
  }

  private async exchange(
    request: PlistDict,
    silenceMs = ANSWER_MS,
  ): Promise<MuxTalk & { answer: PlistDict }> {
    const socket = await connectSocket(parseUsbmuxd(this.address), CONNECT_MS).catch((error: unknown) => {
      throw error instanceof SourceError ? error : this.absent(error);
    });
    const stream = new SocketStream(socket, silenceMs);
    const reader = new ByteReader(() => stream.next());
    const stop = (): void => stream.close();
    this.signal?.addEventListener('abort', stop, { once: true });
    try {
      if (this.signal?.aborted === true) throw stoppedByPerson();
      await stream.write(encodeMuxMessage(TAG, { ...WE, ...request }));
      return { stream, reader, answer: (await readMuxMessage(reader)).value };
    } catch (error) {
      stream.close();
      if (this.signal?.aborted === true) throw stoppedByPerson(error);
      if (error instanceof SourceError) throw error;
      throw garbledIphone('usbmuxd does not answer as usbmuxd does', error);
    } finally {
      this.signal?.removeEventListener('abort', stop);
    }
  }

  private absent(cause: unknown): SourceError {
    return new SourceError(
      'unplugged',
      `No usbmuxd answers at ${this.address}, so no iPhone can be reached. macOS has it; on Windows install Apple Devices or iTunes, on Linux the package usbmuxd, and plug the iPhone in.`,
      { cause },
    );
  }
}
