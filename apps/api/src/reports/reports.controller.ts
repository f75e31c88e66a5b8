import { pipeline } from 'node:stream/promises';
import { endpoints } from '@holdfast/contracts';
import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Caller, dateOf, Route, type SessionCaller } from '../http/index.js';
import { CoverageCsv } from './coverage-csv.js';

@Controller()
export class ReportsController {
  constructor(private readonly csv: CoverageCsv) {}

  @Route(endpoints.coverageCsv)
  async coverage(@Caller() { companyId }: SessionCaller, @Res() response: Response): Promise<void> {
    const on = dateOf(new Date());
    response.status(200).type('text/csv');
    response.setHeader('content-disposition', `attachment; filename="coverage-${on}.csv"`);
    response.setHeader('cache-control', 'no-store');
    await pipeline(this.csv.stream(companyId), response);
  }
}
