import { randomUUID } from 'node:crypto';
import { encodePlistMessage, isDict, NoMessage, type PlistDict } from '@holdfast/phones/codecs';
import type { TrustedComputer } from '../pairing/trusted-computers.js';
import { serveTlsSession, type TlsSession } from '../phone-tls.js';
import type { Tunnel } from '../tunnel.js';
import type { LockdownPhone } from './lockdown-phone.js';
import { answerPairing } from './pairing-requests.js';
import { readRequest } from './read-request.js';
import { startService } from './service-requests.js';
import { answerValue } from './value-requests.js';

/** What a request is answered, beside its own name. */
export type Answer = PlistDict;

/** One computer's connection to lockdownd: plain, and TLS while there is a session. */
export class LockdownConnection {
  private session: { readonly id: string; readonly computer: TrustedComputer } | undefined;
  private tls: TlsSession | undefined;

  constructor(
    private readonly phone: LockdownPhone,
    private readonly plain: Tunnel,
  ) {}

  /** Serves until the computer goes, or sends what is no request. Never rejects. */
  async serve(): Promise<void> {
    try {
      for (;;) await this.exchange();
    } catch {
      // Gone, garbage, or another computer than the one that paired: the phone drops the connection either way.
    }
    this.tunnel.socket.end();
  }

  private get tunnel(): Tunnel {
    return this.tls?.tunnel ?? this.plain;
  }

  private async exchange(): Promise<void> {
    const message = await readRequest(this.tunnel.reader);
    const name = isDict(message) ? message['Request'] : undefined;
    if (!isDict(message) || typeof name !== 'string') throw new NoMessage('no request');
    const { faults } = this.phone.state;
    if (faults.silent?.includes(name) === true) return;
    if (faults.garbage?.includes(name) === true) {
      this.tunnel.socket.write(Buffer.from('\0\0\0\x10this is no plist'));
      return;
    }
    const answer = await this.answer(name, message);
    const hasEnded = this.session === undefined ? this.tls?.end() : undefined;
    this.tunnel.socket.write(encodePlistMessage({ Request: name, ...answer }));
    if (hasEnded !== undefined) {
      await hasEnded;
      this.tls = undefined;
    }
    if (this.session !== undefined && answer['EnableSessionSSL'] === true)
      this.tls = await serveTlsSession(this.plain, this.session.computer, this.phone.key);
  }

  private answer(name: string, request: PlistDict): Answer | Promise<Answer> {
    const { phone, session, tunnel } = this;
    switch (name) {
      case 'QueryType':
        return { Type: 'com.apple.mobile.lockdown' };
      case 'GetValue':
      case 'SetValue':
      case 'RemoveValue':
        return answerValue(phone, name, request, session?.computer);
      case 'Pair':
      case 'ValidatePair':
      case 'Unpair':
        return answerPairing(phone, name, request, tunnel.via);
      case 'StartSession':
        return this.startSession(request);
      case 'StopSession':
        return this.stopSession(request);
      case 'StartService':
        return session === undefined
          ? { Error: 'SessionInactive' }
          : startService(phone, request, session.computer);
      default:
        return { Error: 'UnknownRequest' };
    }
  }

  private startSession(request: PlistDict): Answer {
    if (this.session !== undefined) return { Error: 'SessionActive' };
    const hostId = request['HostID'];
    if (typeof hostId !== 'string') return { Error: 'MissingHostID' };
    const computer = this.phone.computers.get(hostId, this.phone.state.faults.pairing === 'stale');
    if (computer === undefined) return { Error: 'InvalidHostID' };
    const id = randomUUID().toUpperCase();
    this.session = { id, computer };
    this.phone.state.stats.sessions += 1;
    return { EnableSessionSSL: true, SessionID: id };
  }

  /** The connection goes on without TLS, as that of a stranger. */
  private stopSession(request: PlistDict): Answer {
    if (this.session === undefined || request['SessionID'] !== this.session.id)
      return { Error: 'SessionInactive' };
    this.session = undefined;
    return { Result: 'Success' };
  }
}
