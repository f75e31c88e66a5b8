import { DEFAULT_CATEGORIES, type PolicyV1 } from '@holdfast/contracts';
import { categoriesOffTheRecord, isWholeIphoneOffTheRecord } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { DomainError } from '../problems/index.js';
import { PolicyChanges } from './policy-changes.js';
import { advanceRevision } from './revision-rows.js';
import { advanceVersion, insertVersion, policyInForce, type PublishedPolicy } from './policy-rows.js';

export interface PublishPolicyCommand {
  readonly companyId: string;
  /** Null: a script, by the label of its `token`. */
  readonly by: string | null;
  readonly token?: string;
  readonly doer: Doer;
  readonly policyId: string;
  /** The version that the person saw. */
  readonly basedOn: number;
  readonly policy: PolicyV1;
}

/**
 * Publishes a new version on top of the one that the person saw.
 * @throws DomainError `request-invalid` for categories, or whole iPhones, that need a reason on record first; `not-found`; `version-conflict` when somebody published in between: load it again, then retry
 */
@Injectable()
export class PublishPolicy {
  constructor(
    private readonly tenant: Tenant,
    private readonly changes: PolicyChanges,
    private readonly audit: Audit,
  ) {}

  async run(command: PublishPolicyCommand): Promise<PublishedPolicy> {
    const { companyId, policyId, basedOn } = command;
    requireReasons(command.policy);
    return this.tenant.run(companyId, async (db) => {
      await advanceRevision(db, companyId);
      const advanced = await advanceVersion(db, companyId, policyId, basedOn, command.policy.name);
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
        publishedToken: command.token ?? null,
        policy: command.policy,
      };
      await insertVersion(db, companyId, made);
      await this.changes.published(db, companyId, [policyId]);
      await this.audit.append(db, companyId, {
        action: 'policy.published',
        by: command.doer,
        object: { kind: 'policy', id: policyId },
        details: { version: made.version },
      });
      return made;
    });
  }
}

function requireReasons(policy: PolicyV1): void {
  if (isWholeIphoneOffTheRecord(policy)) {
    throw new DomainError(
      'request-invalid',
      'Before iPhones may be read whole, purpose and lawful basis have to be on record. Nothing was changed.',
      {
        issues: [{ path: 'policy.privacy', message: 'purpose and lawfulBasis are needed for whole iPhones' }],
      },
    );
  }
  const off = categoriesOffTheRecord(policy, DEFAULT_CATEGORIES);
  if (off.length === 0) return;
  throw new DomainError(
    'request-invalid',
    `Before ${off.join(', ')} may be read, purpose and lawful basis have to be on record. Nothing was changed.`,
    {
      issues: [
        { path: 'policy.privacy', message: 'purpose and lawfulBasis are needed for these categories' },
      ],
    },
  );
}
