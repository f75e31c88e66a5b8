import { Global, Module } from '@nestjs/common';
import { Entry } from './entry.js';
import { ExpirySweep } from './expiry-sweep.js';
import { LeaverEntry } from './leaver-entry.js';
import { OperatorEntry } from './operator-entry.js';
import { SsoEntry } from './sso-entry.js';
import { Throttle } from './throttle.js';

@Global()
@Module({
  providers: [Entry, LeaverEntry, OperatorEntry, SsoEntry, Throttle, ExpirySweep],
  exports: [Entry, LeaverEntry, OperatorEntry, SsoEntry, Throttle],
})
export class EntryModule {}
