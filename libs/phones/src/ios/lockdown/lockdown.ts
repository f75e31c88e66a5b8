import type { Socket } from 'node:net';
import { SocketStream } from '../../stream/socket-stream.js';
import { numberOf, textOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict, PlistValue } from '../../codecs/plist/plist-value.js';
import { garbledIphone } from '../ios-faults.js';
import type { PairRecord } from '../pairing/pair-record.js';
import { LockdownRefusal } from './lockdown-refusal.js';
import { startPinnedTls } from './pinned-tls.js';
import { PlistChannel } from './plist-channel.js';

/** The port of every iPhone on which lockdownd listens. */
export const LOCKDOWN_PORT = 62_078;
const LABEL = 'holdfast';

/** Where a started service waits. */
export interface ServicePort {
  readonly port: number;
  readonly isTls: boolean;
}

/**
 * One conversation with lockdownd, which knows what the phone is and starts its services. Requests throw `LockdownRefusal`
 * where the phone says no, and `SourceError`.
 */
export class Lockdown {
  private constructor(
    private socket: SocketStream,
    private channel: PlistChannel,
  ) {}

  /** On a connection to the phone's `LOCKDOWN_PORT`. Throws `SourceError` for what is no lockdownd. */
  static async open(connection: Socket): Promise<Lockdown> {
    const stream = new SocketStream(connection);
    const lockdown = new Lockdown(stream, new PlistChannel(stream));
    try {
      const { Type: type } = await lockdown.ask({ Request: 'QueryType' });
      if (type !== 'com.apple.mobile.lockdown') throw garbledIphone('no lockdownd');
    } catch (error) {
      stream.close();
      throw error;
    }
    return lockdown;
  }

  /** One value, or without `key` all of a domain; `undefined` where the phone has none. */
  async value(domain: string | undefined, key: string | undefined): Promise<PlistValue | undefined> {
    const where: Record<string, PlistValue> = {};
    if (domain !== undefined) where['Domain'] = domain;
    if (key !== undefined) where['Key'] = key;
    try {
      return (await this.ask({ Request: 'GetValue', ...where }))['Value'];
    } catch (error) {
      if (error instanceof LockdownRefusal && error.reason === 'MissingValue') return undefined;
      throw error;
    }
  }

  /** Everything said from now on is sealed. Throws `LockdownRefusal` `InvalidHostID` where the phone has forgotten the pairing. */
  async startSession(record: PairRecord): Promise<void> {
    const { hostId, systemBuid } = record;
    const answer = await this.ask({ Request: 'StartSession', HostID: hostId, SystemBUID: systemBuid });
    if (answer['EnableSessionSSL'] !== true) throw garbledIphone('a session without TLS');
    const secured = await startPinnedTls(this.socket.release(), record);
    this.socket = new SocketStream(secured);
    this.channel = new PlistChannel(this.socket);
  }

  /** Needs a session. Gives the port on which the service waits for one connection. */
  async startService(service: string, escrowBag: Uint8Array | undefined): Promise<ServicePort> {
    const bag = escrowBag === undefined ? {} : { EscrowBag: escrowBag };
    const answer = await this.ask({ Request: 'StartService', Service: service, ...bag });
    const port = numberOf(answer['Port']);
    if (port === undefined || !Number.isInteger(port) || port < 1 || port > 65_535)
      throw garbledIphone('a service without a port');
    return { port, isTls: answer['EnableServiceSSL'] === true };
  }

  async ask(request: PlistDict): Promise<PlistDict> {
    const answer = await this.channel.ask({ Label: LABEL, ...request });
    const error = textOf(answer['Error']);
    if (error !== undefined) throw new LockdownRefusal(error);
    return answer;
  }

  close(): void {
    this.socket.close();
  }
}
