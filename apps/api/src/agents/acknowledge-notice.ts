import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Tenant } from '../database/tenant.js';
import { FactsChanged } from '../facts/index.js';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller } from '../http/caller.js';
import { DomainError } from '../problems/domain-error.js';

/**
 * Records that the employee acknowledged the notice in force, with the hash of the text they read. Throws
 * `version-conflict` when that is not the notice in force: show the current one and ask again.
 */
@Injectable()
export class AcknowledgeNotice {
  constructor(
    private readonly tenant: Tenant,
    private readonly companies: Companies,
    private readonly fleet: Fleet,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  async run(caller: AgentCaller, read: { noticeVersion: number; textSha256: string }): Promise<void> {
    const { companyId, employeeId } = caller;
    await this.tenant.run(companyId, async (db) => {
      const notice = await this.companies.currentNotice(db, companyId);
      if (notice.version !== read.noticeVersion || notice.sha256 !== read.textSha256) {
        throw new DomainError(
          'version-conflict',
          'This is not the privacy notice in force. Nothing was recorded. Read the current one and acknowledge that.',
        );
      }
      await this.fleet.acknowledge(db, companyId, { employeeId, ...read });
      await this.facts.factsChanged(db, companyId, { employeeId });
      await this.audit.append(db, companyId, {
        action: 'notice.acknowledged',
        by: doerOf(caller),
        subject: employeeId,
        details: { version: notice.version, textSha256: notice.sha256 },
      });
    });
  }
}
