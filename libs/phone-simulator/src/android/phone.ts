import type { KeyObject } from 'node:crypto';
import type { PhoneDatabases } from '../databases/phone-databases.js';
import type { PhoneFaults } from '../faults.js';
import { ProviderDatabase } from './content/provider-database.js';
import type { DeviceStream } from './device-stream.js';
import type { Doorkeeper } from './doorkeeper.js';
import { MediaLibrary } from './media-library.js';
import type { PhoneFiles } from './phone-files.js';
import { systemProperties, type PhoneProperties } from './properties.js';
import { serveShell } from './shell/shell-service.js';
import { serveSync } from './sync/sync-service.js';
import type { Wire } from '../wire.js';

/** Serves one opened stream until it is done. */
export type Service = (stream: DeviceStream) => Promise<void>;

/** All that a phone is made of. */
export interface PhoneParts {
  readonly properties: PhoneProperties;
  readonly databases: PhoneDatabases;
  readonly files: PhoneFiles;
  readonly door: Doorkeeper;
  readonly wire: Wire;
  /** Replaced while it runs: read anew each time. */
  readonly faults: PhoneFaults;
  readonly v1Only: boolean;
  /** The phone's TLS key where it is reached by wireless debugging. */
  readonly wirelessKey: KeyObject | undefined;
}

/** The phone behind all its connections. */
export class Phone {
  readonly databases: PhoneDatabases;
  readonly files: PhoneFiles;
  readonly door: Doorkeeper;
  readonly wire: Wire;
  readonly faults: PhoneFaults;
  readonly v1Only: boolean;
  readonly wirelessKey: KeyObject | undefined;
  readonly providers: ProviderDatabase;
  readonly media: MediaLibrary;
  readonly properties: PhoneProperties;
  private serialAsked = 0;

  constructor(parts: PhoneParts) {
    ({
      databases: this.databases,
      files: this.files,
      door: this.door,
      wire: this.wire,
      faults: this.faults,
      v1Only: this.v1Only,
      wirelessKey: this.wirelessKey,
      properties: this.properties,
    } = parts);
    this.providers = new ProviderDatabase(parts.databases);
    this.media = new MediaLibrary(this.providers);
  }

  /** What `getprop` tells now. */
  systemProperties(): Readonly<Record<string, string>> {
    const { swapSerialAfter } = this.faults;
    this.serialAsked += 1;
    const isSwapped = swapSerialAfter !== undefined && this.serialAsked > swapSerialAfter;
    return systemProperties(isSwapped ? { ...this.properties, serial: 'HFANOTHER001' } : this.properties);
  }

  /** The service of that name (`sync:`, `shell,v2,…:command`, `exec:command`), or `undefined`: the stream is refused. */
  service(name: string): Service | undefined {
    if (name === 'sync:') return (stream) => serveSync(stream, this);
    const match = /^(shell|exec)((?:,[^:]*)?):(.*)$/s.exec(name);
    if (match === null) return undefined;
    const [, , options = '', command = ''] = match;
    const framed = !this.v1Only && options.split(',').includes('v2');
    return (stream) => serveShell(stream, this, command, framed);
  }
}
