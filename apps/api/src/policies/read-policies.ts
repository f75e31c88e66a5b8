import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import { decodeCursor, pageFrom } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { coveredBy, NOBODY } from './assignments/covered-rows.js';
import { assignmentsOf } from './effective/assignment-rows.js';
import { policiesInForce, policyInForce, versionsOf } from './policy-rows.js';
import { showPolicy, showPolicyDetail, showVersion } from './show-policy.js';

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What the console reads of policies: the list, one, its versions. */
@Injectable()
export class ReadPolicies {
  constructor(private readonly tenant: Tenant) {}

  list(companyId: string, page: Page) {
    return this.tenant.run(companyId, async (db) => {
      const after = decodeCursor(page.cursor, z.uuid());
      const { rows, total } = await policiesInForce(db, companyId, after, page.limit + 1);
      const covered = await coveredBy(db, companyId, await assignmentsOf(db, companyId));
      return pageFrom(
        rows,
        page.limit,
        total,
        (row) => row.id,
        (row) => showPolicy(row, covered.get(row.id) ?? NOBODY),
      );
    });
  }

  /** @throws DomainError `not-found` */
  one(companyId: string, id: string) {
    return this.tenant.run(companyId, async (db) => {
      const found = await policyInForce(db, companyId, id);
      if (!found) throw new DomainError('not-found', 'There is no such policy.');
      const covered = await coveredBy(db, companyId, await assignmentsOf(db, companyId));
      return showPolicyDetail(found, covered.get(id) ?? NOBODY);
    });
  }

  /** Newest first. @throws DomainError `not-found` */
  versions(companyId: string, id: string, page: Page) {
    return this.tenant.run(companyId, async (db) => {
      const found = await policyInForce(db, companyId, id);
      if (!found) throw new DomainError('not-found', 'There is no such policy.');
      const before = decodeCursor(page.cursor, z.int());
      const rows = await versionsOf(db, companyId, id, before, page.limit + 1);
      return pageFrom(rows, page.limit, found.version, (row) => row.version, showVersion);
    });
  }
}
