import { ByteReader } from '../../../codecs/byte-reader.js';
import { FRAME, framedName, NO_MORE, textFrame } from '../../../codecs/ios/link-frame.js';
import { encodeBinaryMessage, readPlistMessage } from '../../../codecs/ios/plist-message.js';
import { PlistReal, type PlistDict, type PlistValue } from '../../../codecs/plist/plist-value.js';
import type { PhoneStream } from '../../../stream/phone-stream.js';
import { inFrames } from '../serve/in-frames.js';
import { wire } from './byte-pipe.js';

/** What a phone says in one test, in the order of that test. */
export type Script = (phone: ScriptedPhone) => Promise<void>;

/** A file as it is sent: bytes, and how it ends. */
export interface SentFile {
  readonly path: string;
  readonly bytes?: Uint8Array;
  readonly label?: string;
  readonly fails?: string;
}

const LONGEST = 64 * 1024 * 1024;
export const UDID = '00008110-00AABBCCDDEEFF01';

/** The phone's end of the device link. It says what a test makes it say, also what no phone says. */
export class ScriptedPhone {
  readonly stream: PhoneStream;
  private readonly far: PhoneStream;
  private readonly reader: ByteReader;
  /** What this side asked for after the greeting. */
  request: PlistDict = {};

  constructor() {
    const { near, far } = wire();
    this.stream = near;
    this.far = far;
    this.reader = new ByteReader(() => far.next());
  }

  async greet(major: PlistValue = 400, code = 0): Promise<void> {
    await this.say('DLMessageVersionExchange', major, 0);
    await this.hear();
    await this.say('DLMessageDeviceReady');
    await this.hear();
    await this.process({ MessageName: 'Response', ErrorCode: code, ProtocolVersion: new PlistReal(2.1) });
    if (code === 0) this.request = (await this.hear())[1] as PlistDict;
  }

  /** Sends a message and gives the status that answers it: code, text, value. */
  async ask(name: string, ...args: PlistValue[]): Promise<readonly PlistValue[]> {
    await this.say(name, ...args);
    return (await this.hear()).slice(1);
  }

  say(name: string, ...args: PlistValue[]): Promise<void> {
    return this.raw(encodeBinaryMessage([name, ...args]));
  }

  async hear(): Promise<readonly PlistValue[]> {
    return (await readPlistMessage(this.reader, LONGEST)) as readonly PlistValue[];
  }

  process(message: PlistDict): Promise<void> {
    return this.say('DLMessageProcessMessage', message);
  }

  end(code = 0, description = ''): Promise<void> {
    return this.process({ MessageName: 'Response', ErrorCode: code, ErrorDescription: description });
  }

  raw(bytes: Uint8Array): Promise<void> {
    return this.far.write(bytes);
  }

  async beginUpload(path: string, label = `/private/var/mobile/${path}`): Promise<void> {
    for (const name of [label, path]) await this.raw(framedName(name));
  }

  async upload(...files: SentFile[]): Promise<readonly PlistValue[]> {
    await this.say('DLMessageUploadFiles', {}, new PlistReal(50), 0);
    for (const { path, bytes, label, fails } of files) {
      await this.beginUpload(path, label);
      for await (const frame of inFrames(once(bytes))) await this.raw(frame);
      await this.raw(
        fails === undefined ? textFrame(FRAME.success, '') : textFrame(FRAME.remoteError, fails),
      );
    }
    await this.raw(NO_MORE);
    return (await this.hear()).slice(1);
  }

  /** What this side sends of the files asked for, with the size of each frame, and the status. */
  async download(...paths: string[]): Promise<Downloaded> {
    await this.say('DLMessageDownloadFiles', paths, {}, new PlistReal(1));
    const got: Downloaded = { files: new Map(), errors: new Map(), frames: [], status: [] };
    for (;;) {
      const length = (await this.reader.exactly(4)).readUInt32BE(0);
      if (length === 0) break;
      const name = String(await this.reader.exactly(length));
      const parts: Buffer[] = [];
      for (;;) {
        const size = (await this.reader.exactly(4)).readUInt32BE(0) - 1;
        const code = (await this.reader.exactly(1))[0];
        const bytes = Buffer.from(await this.reader.exactly(size));
        if (code === FRAME.data) {
          parts.push(bytes);
          got.frames.push(size);
          continue;
        }
        if (code === FRAME.success) got.files.set(name, Buffer.concat(parts));
        else got.errors.set(name, String(bytes));
        break;
      }
    }
    got.status.push(...(await this.hear()).slice(1));
    return got;
  }

  unplug(): void {
    this.far.close();
  }
}

export interface Downloaded {
  readonly files: Map<string, Buffer>;
  readonly errors: Map<string, string>;
  readonly frames: number[];
  readonly status: PlistValue[];
}

async function* once(bytes: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  if (bytes !== undefined && bytes.length > 0) yield bytes;
}
