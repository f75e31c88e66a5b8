import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TinyUpstream {
  readonly origin: string;
  readonly stored: Map<string, Buffer>;
  readonly asked: { method: string; path: string; headers: IncomingHttpHeaders; rawHeaders: string[] }[];
  close(): Promise<void>;
}

/** Keeps what is PUT under its path and gives it back; everything else is 404. Looks at no signature. */
export async function tinyUpstream(): Promise<TinyUpstream> {
  const stored = new Map<string, Buffer>();
  const asked: TinyUpstream['asked'] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers, rawHeaders } = request;
    asked.push({ method, path, headers, rawHeaders });
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      if (method === 'PUT') stored.set(path, Buffer.concat(parts));
      const found = stored.get(path);
      if (method === 'PUT') response.writeHead(200, { 'content-length': 0 }).end();
      else if (found) response.writeHead(200, { 'content-length': found.length }).end(found);
      else response.writeHead(404, { 'content-length': 0 }).end();
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
