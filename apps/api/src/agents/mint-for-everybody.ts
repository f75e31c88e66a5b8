import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import type { SessionCaller } from '../http/caller.js';
import { safeCell } from '../http/index.js';

const COLUMNS = ['email', 'token', 'ends'];
const PAGE = 5000;

/**
 * One-time enrolment tokens for everybody who has no workstation, as CSV (RFC 4180): for a rollout by device management.
 * All or none, on record as one event with their number.
 */
@Injectable()
export class MintForEverybody {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly entry: Entry,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller): Promise<string> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const people = await this.fleet.withoutWorkstation(db, companyId);
      const cells: string[][] = [];
      for (let from = 0; from < people.length; from += PAGE) {
        const page = people.slice(from, from + PAGE);
        const ids = page.map(({ id }) => id);
        const { tokens, expiresAt } = await this.entry.addEnrolmentTokens(db, companyId, ids);
        const ends = expiresAt.toISOString();
        cells.push(...page.map(({ email }, at) => [safeCell(email), tokens[at] ?? '', ends]));
      }
      await this.audit.append(db, companyId, {
        action: 'workstation.tokens-made',
        by: doerOf(caller),
        details: { employees: people.length },
      });
      return stringify(cells, { header: true, columns: COLUMNS, record_delimiter: 'windows' });
    });
  }
}
