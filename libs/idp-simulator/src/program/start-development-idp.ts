import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IdpKey } from '../idp-key.js';
import { UnreadableMessage } from '../xml/read-xml.js';
import { type Answer, send } from './answer.js';
import { readAsked } from './asked.js';
import { type Idp, metadataUrl } from './idp.js';
import { type OwnHost, Refused, requireDevelopment } from './loopback.js';
import { refusedPage } from './pages/pages.js';
import { DEMO_PEOPLE, type Person } from './people.js';
import { route } from './routes.js';
import { requireLocal, type ServiceProvider } from './service-provider.js';
import { SignIns } from './sign-ins.js';

export interface DevelopmentIdpOptions {
  readonly key: IdpKey;
  readonly sp: ServiceProvider;
  readonly people?: readonly Person[];
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The name in its own addresses, by which browsers come. */
  readonly host?: OwnHost;
  /** What NODE_ENV says: it starts anywhere but in production. */
  readonly nodeEnv: string | undefined;
}

export interface DevelopmentIdp {
  readonly origin: string;
  readonly metadataUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the development identity provider on 127.0.0.1. Everybody may sign in as anybody, so nothing of it may be
 * reached from elsewhere. @throws Refused in production, and for a service provider that is not on this computer
 */
export const startDevelopmentIdp = async (options: DevelopmentIdpOptions): Promise<DevelopmentIdp> => {
  const { key, sp, people = DEMO_PEOPLE, port, host = '127.0.0.1' } = options;
  requireDevelopment(options.nodeEnv);
  requireLocal(sp);
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  const idp: Idp = { origin, key, sp, people, signIns: new SignIns() };
  server.on('request', (request, response) => {
    void answer(idp, request).then((given) => {
      send(response, given);
    });
  });
  return {
    origin,
    metadataUrl: metadataUrl(idp),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

const refused = (status: number, why: string): Answer => ({ status, html: refusedPage(why) });

async function answer(idp: Idp, request: IncomingMessage): Promise<Answer> {
  try {
    // A name of elsewhere that leads here (DNS rebinding) is not ours, whatever it leads to.
    const { host } = new URL(idp.origin);
    if (request.headers.host !== host) return refused(421, `Come by ${idp.origin}.`);
    // Our own forms come from our own pages; nothing else is posted here.
    if (request.method === 'POST' && request.headers.origin !== idp.origin)
      return refused(403, 'This form is of another site.');
    return await route(idp, await readAsked(request));
  } catch (error) {
    if (error instanceof Refused || error instanceof UnreadableMessage) return refused(400, error.message);
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    return refused(500, 'This went wrong here, see what the program printed.');
  }
}
