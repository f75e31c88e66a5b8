import { Injectable } from '@nestjs/common';
import { Configuration, SecretKey } from '../configuration/index.js';

/** What this room takes from the installation: where served objects lie, its address, and its own two keys. */
@Injectable()
export class StorageSettings {
  readonly objectsFolder: string;
  readonly origin: string;
  /** Signs URLs of served objects. */
  readonly urlKey: Buffer;
  /** Seals buckets' credentials. */
  readonly credentialsKey: Buffer;

  constructor(configuration: Configuration, secret: SecretKey) {
    this.objectsFolder = configuration.values.servedFolder;
    this.origin = configuration.values.publicOrigin;
    this.urlKey = secret.keyFor('signed URLs of served objects');
    this.credentialsKey = secret.keyFor('credentials of locations');
  }
}
