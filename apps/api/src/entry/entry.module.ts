import { Global, Module } from '@nestjs/common';
import { Entry } from './entry.js';
import { ExpirySweep } from './expiry-sweep.js';
import { SsoEntry } from './sso-entry.js';
import { Throttle } from './throttle.js';

@Global()
@Module({ providers: [Entry, SsoEntry, Throttle, ExpirySweep], exports: [Entry, SsoEntry, Throttle] })
export class EntryModule {}
