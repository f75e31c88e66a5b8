import { Global, Module } from '@nestjs/common';
import { DirectoryEntry } from './directory-entry.js';
import { Entry } from './entry.js';
import { ExpirySweep } from './expiry-sweep.js';
import { OperatorEntry } from './operator-entry.js';
import { SsoEntry } from './sso-entry.js';
import { Throttle } from './throttle.js';

@Global()
@Module({
  providers: [DirectoryEntry, Entry, OperatorEntry, SsoEntry, Throttle, ExpirySweep],
  exports: [DirectoryEntry, Entry, OperatorEntry, SsoEntry, Throttle],
})
export class EntryModule {}
