import type { KeyObject } from 'node:crypto';
import type { DeviceStream } from './device-stream.js';
import type { Doorkeeper } from './doorkeeper.js';
import type { PhoneFiles } from './phone-files.js';
import type { PhoneProperties } from './properties.js';
import { serveShell } from './shell/shell-service.js';
import { serveSync } from './sync/sync-service.js';
import type { Wire } from './wire.js';

/** Serves one opened stream until it is done. */
export type Service = (stream: DeviceStream) => Promise<void>;

/** The phone behind all its connections. */
export class Phone {
  constructor(
    readonly properties: PhoneProperties,
    readonly files: PhoneFiles,
    readonly door: Doorkeeper,
    readonly wire: Wire,
    readonly v1Only: boolean,
    private readonly pathLimit: number,
    /** The phone's TLS key where it is reached by wireless debugging. */
    readonly wirelessKey?: KeyObject,
  ) {}

  /** The service of that name (`sync:`, `shell,v2,…:command`, `exec:command`), or `undefined`: the stream is refused. */
  service(name: string): Service | undefined {
    if (name === 'sync:') return (stream) => serveSync(stream, this.files, this.v1Only, this.pathLimit);
    const match = /^(shell|exec)((?:,[^:]*)?):(.*)$/s.exec(name);
    if (match === null) return undefined;
    const [, , options = '', command = ''] = match;
    const framed = !this.v1Only && options.split(',').includes('v2');
    return (stream) => serveShell(stream, this, command, framed);
  }
}
