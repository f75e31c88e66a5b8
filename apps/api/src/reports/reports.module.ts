import { Module } from '@nestjs/common';
import { CoverageCsv } from './coverage-csv.js';
import { ReportsController } from './reports.controller.js';

@Module({ controllers: [ReportsController], providers: [CoverageCsv] })
export class ReportsModule {}
