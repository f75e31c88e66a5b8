import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { FactsChanged } from '../facts/index.js';
import type { SessionCaller } from '../http/caller.js';
import { DomainError } from '../problems/domain-error.js';
import { insertNoticeText, newestNoticeText } from './notice-rows.js';

/** The next version of the company's text. What employees acknowledged before no longer counts for new backups. */
@Injectable()
export class PublishNotice {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `version-conflict` when somebody published meanwhile, or the text is the one in force */
  async run(caller: SessionCaller, { text, basedOn }: { text: string; basedOn: number }): Promise<void> {
    const { companyId, employeeId } = caller;
    await this.tenant.run(companyId, async (db) => {
      const newest = await newestNoticeText(db, companyId);
      if (newest?.version !== basedOn || newest.text === text) throw changedMeanwhile();
      if (!(await this.insert(db, companyId, basedOn + 1, text, employeeId))) throw changedMeanwhile();
      // Until they have read it, no backup of theirs runs.
      await this.facts.reconsiderAll(db, companyId);
      await this.audit.append(db, companyId, {
        action: 'notice.published',
        by: doerOf(caller),
        details: { version: basedOn + 1 },
      });
    });
  }

  /** The first text of a company; joins the transaction that makes it. */
  async first(db: EntityManager, companyId: string, text: string): Promise<void> {
    await this.insert(db, companyId, 1, text, null);
  }

  private insert(db: EntityManager, companyId: string, version: number, text: string, by: string | null) {
    const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
    return insertNoticeText(db, companyId, { version, text, sha256, by });
  }
}

const changedMeanwhile = (): DomainError =>
  new DomainError(
    'version-conflict',
    'The notice was changed meanwhile, or this text is the one in force. Nothing was published. Look at the current one first.',
  );
