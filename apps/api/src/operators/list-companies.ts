import { type CompanyCounts, FIRST_STEPS } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Installation } from '../database/index.js';
import { decodeCursor, pageFrom } from '../http/index.js';
import { type CompanyCount, companyCounts } from './company-count-rows.js';

const Position = z.tuple([z.string().max(200), z.uuid()]);

const show = ({ stepsDone, ...count }: CompanyCount): CompanyCounts => ({
  ...count,
  firstSteps: FIRST_STEPS.map((code) => ({ code, done: stepsDone.includes(code) })),
});

/** Companies of the installation as counts, by name. */
@Injectable()
export class ListCompanies {
  constructor(private readonly installation: Installation) {}

  run(query: { cursor?: string | undefined; limit: number; q?: string | undefined }) {
    const after = decodeCursor(query.cursor, Position);
    return this.installation.run(async (db) => {
      const { rows, total } = await companyCounts(db, { q: query.q, after, limit: query.limit });
      return pageFrom(rows, query.limit, total, (row) => [row.name.toLowerCase(), row.id], show);
    });
  }
}
