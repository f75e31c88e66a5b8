import type { Wire } from '../wire.js';
import { LockdownConnection } from './lockdown/lockdown-connection.js';
import type { LockdownPhone } from './lockdown/lockdown-phone.js';
import type { WaitingService } from './lockdown/service-ports.js';
import { serveTls } from './phone-tls.js';
import { serveSocket } from './service-connection.js';
import type { Tunnel } from './tunnel.js';

const LOCKDOWN_PORT = 62_078;

/** What listens on the phone's ports: lockdownd on 62078, and the services that it started, behind TLS. */
export function phonePorts(phone: LockdownPhone, wire: Wire) {
  return (port: number): ((tunnel: Tunnel) => void) | undefined => {
    if (port === LOCKDOWN_PORT) return (tunnel) => void new LockdownConnection(phone, tunnel).serve();
    const waiting = phone.ports.take(port);
    return waiting === undefined ? undefined : (tunnel) => void serve(phone, wire, waiting, tunnel);
  };
}

/** Never rejects: whatever ends a service ends its connection, and nothing else of the phone. */
async function serve(
  phone: LockdownPhone,
  wire: Wire,
  waiting: WaitingService,
  tunnel: Tunnel,
): Promise<void> {
  const { service, computer } = waiting;
  const { faults } = phone.state;
  try {
    const secured = await serveTls(tunnel, computer, phone.key);
    const connection = serveSocket(secured.socket, secured.reader, wire);
    if (faults.garbage?.includes(service.name) === true)
      await connection.send(Buffer.alloc(64, 'this is nothing. '));
    else if (faults.silent?.includes(service.name) === true) await gone(connection.signal);
    else await service.serve(connection, phone.state);
    connection.end();
  } catch {
    tunnel.socket.destroy();
  }
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}
