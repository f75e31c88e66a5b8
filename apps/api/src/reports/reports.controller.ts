import { pipeline } from 'node:stream/promises';
import { endpoints } from '@holdfast/contracts';
import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { Caller, dateOf, Route, type SessionCaller } from '../http/index.js';
import { CoverageCsv } from './coverage-csv.js';

@Controller()
export class ReportsController {
  constructor(
    private readonly csv: CoverageCsv,
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  @Route(endpoints.coverageCsv)
  async coverage(@Caller() caller: SessionCaller, @Res() response: Response): Promise<void> {
    const { companyId } = caller;
    await this.tenant.run(companyId, (db) => {
      const object = { kind: 'report', id: 'coverage.csv' };
      return this.audit.append(db, companyId, { action: 'report.downloaded', by: doerOf(caller), object });
    });
    const on = dateOf(new Date());
    response.status(200).type('text/csv');
    response.setHeader('content-disposition', `attachment; filename="coverage-${on}.csv"`);
    response.setHeader('cache-control', 'no-store');
    await pipeline(this.csv.stream(caller), response);
  }
}
