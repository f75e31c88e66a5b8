import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../faults/fault.js';
import { loopbackPage } from './loopback-page.js';

const PATIENCE_MS = 10 * 60_000;

/** The answer that is waited for: whatever else comes is not it, and gets a 404. */
export interface Awaited {
  readonly state: string;
  readonly issuer: string;
}

/** Where the browser brings the answer of the authorization server (RFC 8252, section 7.3): this computer, a free port. */
export class LoopbackListener {
  private constructor(
    private readonly server: Server,
    readonly redirectUri: string,
  ) {}

  static async open(): Promise<LoopbackListener> {
    const server = process.getBuiltinModule('node:http').createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return new LoopbackListener(server, `http://127.0.0.1:${port}/callback`);
  }

  /** The address that the browser was sent to, with the answer in it. @throws Fault `not-enrolled` after ten minutes */
  async answer(awaited: Awaited, signal: AbortSignal): Promise<URL> {
    signal.throwIfAborted();
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return await new Promise<URL>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        patience.signal.addEventListener('abort', () => reject(nobodyCame()), { once: true });
        this.server.on('request', (request, response) => {
          const url = this.accepted(request, awaited);
          if (!url) return void response.writeHead(404, { connection: 'close' }).end();
          show(response, url);
          response.once('close', () => resolve(url));
        });
      });
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private accepted(request: IncomingMessage, { state, issuer }: Awaited): URL | undefined {
    const { origin, host } = new URL(this.redirectUri);
    // Another name for this address would be a page of elsewhere that has its name point here.
    if (request.method !== 'GET' || request.headers.host !== host || !URL.canParse(request.url ?? '', origin))
      return undefined;
    const url = new URL(request.url ?? '', origin);
    const isIt = url.pathname === '/callback' && url.origin === origin;
    const only = (name: string): string | undefined =>
      url.searchParams.getAll(name).length === 1 ? (url.searchParams.get(name) ?? '') : undefined;
    return isIt && only('state') === state && only('iss') === issuer ? url : undefined;
  }
}

function show(response: ServerResponse, url: URL): void {
  const { body, headers } = loopbackPage(
    url.searchParams.has('error') ? 'This laptop was not enrolled' : 'Back to the terminal',
  );
  response.writeHead(200, headers).end(body);
}

const nobodyCame = (): Fault =>
  new Fault('not-enrolled', {
    what: 'Nobody let this workstation in within ten minutes.',
    holds: 'Nothing was enrolled and nothing was stored here.',
    next: 'Run the same command again, and open the address that it prints in the browser in which you sign in.',
  });
