import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.js';

/** Global: nearly every use case that changes something tells the log. */
@Global()
@Module({ providers: [Audit], exports: [Audit] })
export class AuditModule {}
