import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AuditLogModule } from '../audit-log/index.js';
import { BackupModule } from '../backup/index.js';
import { CompaniesModule } from '../companies/index.js';
import { LeaversModule } from '../leavers/index.js';
import { NotifyModule } from '../notify/index.js';
import { OperatorsModule } from '../operators/index.js';
import { RetentionModule } from '../retention/index.js';
import { Ticker } from './ticker.js';

@Module({
  imports: [
    AccessModule,
    AuditLogModule,
    BackupModule,
    CompaniesModule,
    LeaversModule,
    NotifyModule,
    OperatorsModule,
    RetentionModule,
  ],
  providers: [Ticker],
})
export class JobsModule {}
