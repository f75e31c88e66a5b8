import { connect, type NetConnectOpts, type Socket } from 'node:net';

/**
 * Connects to a host's port or a socket file (`path`) within `timeoutMs`; rejects with the socket's own error, whose `code`
 * tells refused from unreachable.
 */
export function connectSocket(where: NetConnectOpts, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(where);
    const timer = setTimeout(
      () => socket.destroy(new Error(`no connection within ${timeoutMs} ms`)),
      timeoutMs,
    );
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
