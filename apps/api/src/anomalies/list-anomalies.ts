import type { AnomalyRow } from '@holdfast/contracts';
import { describeAnomaly, SUSPICIOUS } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../database/index.js';
import { dateOf, decodeCursor, pageFrom } from '../http/index.js';
import { anomalies, type KnownAnomaly } from './anomaly-rows.js';

export interface AnomaliesQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly open?: 'yes' | 'no' | undefined;
  readonly phone?: string | undefined;
}

/** What phones' own histories do not explain, newest first. */
@Injectable()
export class ListAnomalies {
  constructor(private readonly tenant: Tenant) {}

  run(companyId: string, { cursor, limit, ...query }: AnomaliesQuery) {
    const after = decodeCursor(cursor, z.uuid());
    return this.tenant.run(companyId, async (db) => {
      const { rows, total } = await anomalies(db, companyId, { ...query, after, limit: limit + 1 });
      return pageFrom(rows, limit, total, ({ id }) => id, show);
    });
  }
}

const show = ({ details, foundAt, lookedAt, ...row }: KnownAnomaly): AnomalyRow => ({
  id: row.id,
  kind: row.kind,
  category: row.category,
  sentence: describeAnomaly({ kind: row.kind, details, ...(row.category && { category: row.category }) }),
  foundOn: dateOf(foundAt),
  employee: row.employee,
  phone: row.phone,
  snapshotId: row.snapshotId,
  verdict: row.verdict,
  lookedAtBy: row.lookedAtBy,
  lookedAtOn: lookedAt && dateOf(lookedAt),
  freezes: SUSPICIOUS.has(row.kind) && (row.verdict === null || row.verdict === 'harm'),
});
