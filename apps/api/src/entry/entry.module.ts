import { Global, Module } from '@nestjs/common';
import { Entry } from './entry.js';
import { ExpirySweep } from './expiry-sweep.js';
import { Throttle } from './throttle.js';

@Global()
@Module({ providers: [Entry, Throttle, ExpirySweep], exports: [Entry, Throttle] })
export class EntryModule {}
