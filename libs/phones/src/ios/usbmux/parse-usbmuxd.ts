import type { NetConnectOpts } from 'node:net';
import { SourceError } from '@holdfast/contracts/sources';

/**
 * How to connect to `UNIX:/path` or `host:port`, the two forms of `USBMUXD_SOCKET_ADDRESS`. Throws `SourceError` `internal`
 * for another form.
 */
export function parseUsbmuxd(address: string): NetConnectOpts {
  const path = /^UNIX:(?<path>.+)$/s.exec(address)?.groups?.['path'];
  if (path !== undefined) return { path };
  const { host, port } = /^\[?(?<host>[^[\]]+?)\]?:(?<port>\d{1,5})$/.exec(address)?.groups ?? {};
  if (host !== undefined && port !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new SourceError(
    'internal',
    `${JSON.stringify(address)} is no address of usbmuxd. Write it as UNIX:/path or as host:port.`,
  );
}
