import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { FactsChanged } from '../facts/index.js';
import type { AgentCaller, SessionCaller } from '../http/caller.js';
import { DomainError } from '../problems/domain-error.js';
import { insertEvent, insertStatement } from './event-rows.js';
import { Notices } from './notices.js';

/** Who acknowledges or withdraws: always the employee, in the portal or on their workstation. */
export type Reader = AgentCaller | SessionCaller;

export const workstationOf = (reader: Reader): string | null =>
  reader.kind === 'agent' ? reader.workstationId : null;

/**
 * Records that the employee acknowledged the statement in force, with the hash of the text they read. Throws
 * `version-conflict` when that is not the one in force: show the current one and ask again.
 */
@Injectable()
export class AcknowledgeNotice {
  constructor(
    private readonly tenant: Tenant,
    private readonly notices: Notices,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  async run(reader: Reader, read: { noticeVersion: number; textSha256: string }): Promise<void> {
    const { companyId, employeeId } = reader;
    await this.tenant.run(companyId, async (db) => {
      const statement = await this.notices.current(db, companyId, employeeId);
      const { version, sha256, text } = statement;
      if (version !== read.noticeVersion || sha256 !== read.textSha256) {
        throw new DomainError(
          'version-conflict',
          'This is not what is in force now. Nothing was recorded. Read the current text and acknowledge that.',
        );
      }
      if ((await this.notices.state(db, companyId, employeeId)).acknowledged) return;
      await insertStatement(db, companyId, { sha256, noticeVersion: version, text });
      const workstationId = workstationOf(reader);
      await insertEvent(db, companyId, { employeeId, kind: 'acknowledged', sha256, workstationId });
      await this.facts.factsChanged(db, companyId, { employeeId });
      await this.audit.append(db, companyId, {
        action: 'notice.acknowledged',
        by: doerOf(reader),
        subject: employeeId,
        details: { version, textSha256: sha256 },
      });
    });
  }
}
