import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { notFound } from '../../problems/index.js';
import { lockMatching } from '../matching/match-rows.js';
import { MatchPhones } from '../matching/match-phones.js';
import { deleteSource, peopleOfSource } from './source-rows.js';

/** Forgets a source and all that it told of: what only it knew is no gap any more. @throws DomainError `not-found` */
@Injectable()
export class RemoveSource {
  constructor(
    private readonly tenant: Tenant,
    private readonly matching: MatchPhones,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, source: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      await lockMatching(db, companyId, 'import');
      const people = await peopleOfSource(db, companyId, source);
      await this.matching.around(db, companyId, people, 'import', async () => {
        if (!(await deleteSource(db, companyId, source))) throw notFound();
      });
      await this.audit.append(db, companyId, {
        action: 'inventory.source-removed',
        by: doerOf(caller),
        object: { kind: 'inventory-source', id: source },
      });
    });
  }
}
