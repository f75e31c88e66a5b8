import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How the server behaves: takes all, refuses each recipient for now or for good, or dies after it has read the text. */
export type Behaviour = 'takes' | 'busy' | 'refuses' | 'hangs-up';

const REFUSALS = {
  busy: Object.assign(new Error('4.3.0 mailbox busy'), { responseCode: 451 }),
  refuses: Object.assign(new Error('5.1.1 <secret.address@example.com> unknown'), { responseCode: 550 }),
};

/** A real SMTP server on loopback that keeps what it takes. */
export class TestMailServer {
  readonly received: ParsedMail[] = [];
  behaves: Behaviour = 'takes';

  private readonly server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      done(this.behaves === 'busy' || this.behaves === 'refuses' ? REFUSALS[this.behaves] : null);
    },
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        this.received.push(mail);
        if (this.behaves === 'hangs-up') this.hangUp(session.remotePort);
        else done();
      }, done);
    },
  });

  static async start(): Promise<TestMailServer> {
    const made = new TestMailServer();
    await new Promise<void>((done) => made.server.listen(0, '127.0.0.1', () => done()));
    return made;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String((this.server.server.address() as AddressInfo).port)}`;
  }

  /** Letters to one person. */
  to(address: string): ParsedMail[] {
    return this.received.filter(({ to }) => JSON.stringify(to).includes(address));
  }

  stop(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }

  private hangUp(port: number): void {
    for (const connection of this.server.connections as Set<{
      remotePort: number;
      _socket: { destroy(): void };
    }>)
      if (connection.remotePort === port) connection._socket.destroy();
  }
}
