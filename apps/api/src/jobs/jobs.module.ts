import { Module } from '@nestjs/common';
import { BackupModule } from '../backup/index.js';
import { CompaniesModule } from '../companies/index.js';
import { NotifyModule } from '../notify/index.js';
import { OperatorsModule } from '../operators/index.js';
import { Ticker } from './ticker.js';

@Module({ imports: [BackupModule, CompaniesModule, NotifyModule, OperatorsModule], providers: [Ticker] })
export class JobsModule {}
