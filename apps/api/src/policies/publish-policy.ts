import type { PolicyV1 } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/tenant.js';
import { DomainError } from '../problems/index.js';
import { PolicyPublications } from './policy-publications.js';
import { advanceVersion, insertVersion, policyInForce, type PublishedPolicy } from './policy-rows.js';

export interface PublishPolicyCommand {
  readonly companyId: string;
  readonly by: string;
  readonly policyId: string;
  /** The version that the person saw. */
  readonly basedOn: number;
  readonly policy: PolicyV1;
}

/**
 * Publishes a new version on top of the one that the person saw.
 * @throws DomainError `not-found`; `version-conflict` when somebody published in between: load it again, then retry
 */
@Injectable()
export class PublishPolicy {
  constructor(
    private readonly tenant: Tenant,
    private readonly publications: PolicyPublications,
  ) {}

  async run(command: PublishPolicyCommand): Promise<PublishedPolicy> {
    const { companyId, policyId, basedOn } = command;
    return this.tenant.run(companyId, async (db) => {
      const advanced = await advanceVersion(db, companyId, policyId, basedOn);
      if (!advanced) {
        const current = await policyInForce(db, companyId, policyId);
        if (!current) throw new DomainError('not-found', 'There is no such policy.');
        throw new DomainError(
          'version-conflict',
          `Version ${String(current.version)} is in force, not ${String(basedOn)}: somebody published in between. ` +
            'Nothing was changed. Load the policy again and make the change on top of it.',
        );
      }
      const made = {
        id: policyId,
        version: basedOn + 1,
        publishedAt: new Date(),
        publishedBy: command.by,
        policy: command.policy,
      };
      await insertVersion(db, companyId, made);
      await this.publications.published(db, companyId);
      return made;
    });
  }
}
