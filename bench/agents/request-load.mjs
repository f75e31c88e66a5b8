import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends requests that are bytes already, over `width` connections that stay open, each the next one as soon as it has its
 * answer. All that this side does in a measured second is write, read a status line and a length: what is measured is the
 * other side.
 * @param {{ port: number, requests: readonly Buffer[], width: number, signal: AbortSignal }} load
 * @returns {Promise<{ seconds: number, ms: Float64Array, statuses: Map<number, number> }>}
 */
export async function sendAll({ port, requests, width, signal }) {
  const ms = new Float64Array(requests.length);
  const statuses = new Map();
  let next = 0;
  const sockets = await Promise.all(
    Array.from({ length: Math.min(width, requests.length) }, async () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  const began = performance.now();
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise((resolve, reject) => {
          let index = -1;
          let sentAt = 0;
          let got = Buffer.alloc(0);
          const goOn = () => {
            if (signal.aborted) return reject(signal.reason);
            if (next >= requests.length) return resolve(undefined);
            index = next++;
            sentAt = performance.now();
            socket.write(requests[index]);
          };
          socket.on('error', reject);
          socket.on('close', () => reject(new Error('The server closed a connection.')));
          socket.on('data', (part) => {
            got = got.length === 0 ? part : Buffer.concat([got, part]);
            const end = got.indexOf('\r\n\r\n');
            if (end < 0) return;
            const head = got.toString('latin1', 0, end);
            const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
            if (got.length < end + 4 + length) return;
            ms[index] = performance.now() - sentAt;
            const status = Number(head.slice(9, 12));
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            got = got.subarray(end + 4 + length);
            goOn();
          });
          goOn();
        }),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.removeAllListeners('close').destroy();
  return { seconds, ms, statuses };
}

/** A request as bytes. */
export function requestBytes({ port, path, headers, body }) {
  const text = JSON.stringify(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}
