import { POLICY_PRESETS, PolicyV1 } from '@holdfast/contracts';
import { changesBetween, checkPolicy, summarisePolicy, type Values } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../../database/tenant.js';
import { DomainError } from '../../problems/index.js';
import { coveredBy, NOBODY } from '../assignments/covered-rows.js';
import { assignmentsOf } from '../effective/assignment-rows.js';
import { policyInForce } from '../policy-rows.js';
import { surroundingsOf } from './surroundings-rows.js';

/** What a policy would be refused or warned for, what it says and what it changes. Nothing is saved. */
@Injectable()
export class CheckPolicy {
  constructor(private readonly tenant: Tenant) {}

  /** `policyId`: of which policy it would be the next version. @throws DomainError `not-found` */
  run(companyId: string, policy: PolicyV1, policyId?: string) {
    return this.tenant.run(companyId, async (db) => {
      const before = policyId === undefined ? undefined : await policyInForce(db, companyId, policyId);
      if (policyId !== undefined && !before) throw new DomainError('not-found', 'There is no such policy.');
      const surroundings = await surroundingsOf(db, companyId);
      const covered = await coveredBy(db, companyId, await assignmentsOf(db, companyId));
      const base = before?.policy ?? PolicyV1.parse({ schema: 1, name: policy.name });
      return {
        findings: checkPolicy(policy, surroundings.of(policyId)),
        summary: summarisePolicy(policy),
        changes: changesBetween(base as unknown as Values, policy as unknown as Values),
        covers: covered.get(policyId ?? '') ?? NOBODY,
      };
    });
  }

  /** The presets, and what each needs in this company before it can be published. */
  presets(companyId: string) {
    return this.tenant.run(companyId, async (db) => {
      const surroundings = (await surroundingsOf(db, companyId)).of();
      const items = POLICY_PRESETS.map((preset) => {
        const policy = PolicyV1.parse(preset.policy);
        return { ...preset, policy, findings: checkPolicy(policy, surroundings) };
      });
      return { items };
    });
  }
}
