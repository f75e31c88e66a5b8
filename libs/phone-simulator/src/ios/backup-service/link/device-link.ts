import {
  encodeBinaryMessage,
  isDict,
  NoMessage,
  NO_TEXT,
  PlistReal,
  readPlistMessage,
  type PlistDict,
  type PlistValue,
} from '@holdfast/phones/codecs';
import type { ServiceConnection } from '../../service-connection.js';
import { numberFrom } from './number-from.js';

/** A listing of a folder with all that a backup has in it fits. */
const LONGEST_MESSAGE = 256 * 1024 * 1024;
const MAJOR = 400;

/** How the computer answered what the phone asked it to do. */
export interface Status {
  /** 0: done. Negative: why not (-6: there is none of that name, -7: it is there already, -15: no space, -13: several reasons). */
  readonly code: number;
  readonly text: string;
  readonly value: PlistValue | undefined;
}

/** The phone's end of the protocol that backups speak: messages of arrays, in which the phone asks and the computer answers. */
export class DeviceLink {
  /** Done so far, 0 to 100, as the next request tells. */
  progress = 0;

  constructor(readonly connection: ServiceConnection) {}

  /** Agrees on versions: of the link, and of backups (`Hello`). Throws `NoMessage` for a computer that speaks no version of them. */
  async greet(): Promise<void> {
    await this.say('DLMessageVersionExchange', MAJOR, 0);
    const [kind, verdict] = await this.hear();
    if (kind !== 'DLMessageVersionExchange' || verdict !== 'DLVersionsOk') throw new NoMessage('no version');
    await this.say('DLMessageDeviceReady');
    const hello = await this.request();
    const versions = hello?.['SupportedProtocolVersions'];
    if (hello?.['MessageName'] !== 'Hello' || !Array.isArray(versions)) throw new NoMessage('no Hello');
    const known = versions.some((one) => one instanceof PlistReal && Math.abs(one.value - 2.1) < 0.05);
    await this.say('DLMessageProcessMessage', {
      MessageName: 'Response',
      ErrorCode: known ? 0 : 1,
      ...(known ? { ProtocolVersion: new PlistReal(2.1) } : { ErrorDescription: 'Unsupported version' }),
    });
    if (!known) throw new NoMessage('no version of backups');
  }

  /** What the computer wants the phone to do; `undefined` when it leaves. */
  async request(): Promise<PlistDict | undefined> {
    const [kind, message] = await this.hear();
    if (kind === 'DLMessageDisconnect') return undefined;
    if (kind !== 'DLMessageProcessMessage' || !isDict(message)) throw new NoMessage('no request');
    return message;
  }

  /** Asks the computer to do something, and waits until it has. */
  async ask(name: string, ...args: readonly PlistValue[]): Promise<Status> {
    await this.say(name, ...args);
    return this.status();
  }

  /** The computer's answer. Throws `NoMessage` for anything else. */
  async status(): Promise<Status> {
    const [kind, code, text, value] = await this.hear();
    if (kind !== 'DLMessageStatusResponse') throw new NoMessage('no status');
    const number = numberFrom(code);
    if (number === undefined) throw new NoMessage('a status without a code');
    return { code: number, text: typeof text === 'string' && text !== NO_TEXT ? text : '', value };
  }

  /** The end of what was asked for: 0, or a code of MBErrorDomain. */
  end(code: number, description = '', more: PlistDict = {}): Promise<void> {
    const words = code === 0 && description === '' ? {} : { ErrorDescription: description };
    return this.say('DLMessageProcessMessage', {
      MessageName: 'Response',
      ErrorCode: code,
      ...words,
      ...more,
    });
  }

  say(name: string, ...args: readonly PlistValue[]): Promise<void> {
    return this.connection.send(encodeBinaryMessage([name, ...args]));
  }

  private async hear(): Promise<readonly PlistValue[]> {
    const message = await readPlistMessage(this.connection.reader, LONGEST_MESSAGE);
    if (!Array.isArray(message)) throw new NoMessage('no array');
    return message as readonly PlistValue[];
  }
}
