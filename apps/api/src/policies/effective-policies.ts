import type { EffectivePolicy } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../problems/index.js';
import { policyOfEverybody } from './policy-rows.js';

/** The effective policy, and since when it reads as it does: what it asks for newly is asked from then on. */
export interface EffectivePolicyInForce extends Omit<EffectivePolicy, 'companyKey'> {
  readonly publishedAt: Date;
}

/** Which policy covers an employee, and which assignment won. */
@Injectable()
export class EffectivePolicies {
  /**
   * The policy of one employee. Every company has a policy for everybody from its first day, so there always is one.
   * `employeeId` decides once policies are assigned to groups.
   */
  forEmployee(db: EntityManager, companyId: string, _employeeId: string): Promise<EffectivePolicyInForce> {
    return this.forEverybody(db, companyId);
  }

  /** The policy that covers whoever no other one does. */
  async forEverybody(db: EntityManager, companyId: string): Promise<EffectivePolicyInForce> {
    const found = await policyOfEverybody(db, companyId);
    if (!found) throw new DomainError('internal', `Company ${companyId} has no policy for everybody.`);
    return {
      policyId: found.id,
      version: found.version,
      because: `“${found.policy.name}” is assigned to everybody in the company.`,
      policy: found.policy,
      publishedAt: found.publishedAt,
    };
  }
}
