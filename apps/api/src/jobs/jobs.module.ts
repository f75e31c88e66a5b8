import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AuditLogModule } from '../audit-log/index.js';
import { BackupModule } from '../backup/index.js';
import { CompaniesModule } from '../companies/index.js';
import { LeaversModule } from '../leavers/index.js';
import { NotifyModule } from '../notify/index.js';
import { OperatorsModule } from '../operators/index.js';
import { RetentionModule } from '../retention/index.js';
import { StorageModule } from '../storage/index.js';
import { COMPANY_JOBS, type CompanyJob } from './company-jobs.js';
import { JOBS, Ticker } from './ticker.js';

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
    StorageModule,
  ],
  providers: [
    Ticker,
    { provide: JOBS, useFactory: (...jobs: CompanyJob[]) => jobs, inject: [...COMPANY_JOBS] },
  ],
})
export class JobsModule {}
