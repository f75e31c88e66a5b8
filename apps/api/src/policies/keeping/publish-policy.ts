import type { PolicyV1 } from '@holdfast/contracts';
import { checkPolicy } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent } from '../../audit/index.js';
import { Tenant } from '../../database/tenant.js';
import { DomainError } from '../../problems/index.js';
import { requirePublishable } from '../checking/require-publishable.js';
import { surroundingsOf } from '../checking/surroundings-rows.js';
import { advanceRevision, lockedRevision } from '../revision-rows.js';
import { KeepPolicies, type PolicyAuthor } from './keep-policies.js';

export interface PublishPolicyCommand {
  readonly policyId: string;
  /** The version that the person saw. */
  readonly basedOn: number;
  readonly policy: PolicyV1;
}

/** Makes policies, publishes new versions of them, and uses them no more. */
@Injectable()
export class PublishPolicy {
  constructor(
    private readonly tenant: Tenant,
    private readonly keep: KeepPolicies,
    private readonly audit: Audit,
  ) {}

  /**
   * Publishes a new version on top of the one that the person saw.
   * @throws DomainError `policy-refused` for what can never be met or needs a reason on record first; `not-found`; `version-conflict` when somebody published in between: load it again, then retry
   */
  async run(author: PolicyAuthor, command: PublishPolicyCommand): Promise<void> {
    await this.inTurn(author, async (db) => {
      const surroundings = await surroundingsOf(db, author.companyId);
      if (!surroundings.names.some(({ id }) => id === command.policyId.toLowerCase()))
        throw new DomainError('not-found', 'There is no such policy in use.');
      requirePublishable(checkPolicy(command.policy, surroundings.of(command.policyId)));
      return { event: await this.keep.publish(db, author, command) };
    });
  }

  /** Makes a policy that covers nobody before it is assigned; answers its id. @throws DomainError `policy-refused`, `too-many-policies` */
  async create(author: PolicyAuthor, policy: PolicyV1): Promise<string> {
    const { id } = await this.inTurn(author, async (db) => {
      requirePublishable(checkPolicy(policy, (await surroundingsOf(db, author.companyId)).of()));
      return this.keep.add(db, author, policy);
    });
    return id;
  }

  /** @throws DomainError `not-found`, `policy-assigned` */
  async retire(author: PolicyAuthor, policyId: string): Promise<void> {
    await this.inTurn(author, async (db) => ({ event: await this.keep.retire(db, author, policyId) }));
  }

  private inTurn<T extends { readonly event: AuditEvent }>(
    { companyId }: PolicyAuthor,
    work: (db: EntityManager) => Promise<T>,
  ): Promise<T> {
    return this.tenant.run(companyId, async (db) => {
      await lockedRevision(db, companyId);
      const done = await work(db);
      await advanceRevision(db, companyId);
      await this.audit.append(db, companyId, done.event);
      return done;
    });
  }
}
