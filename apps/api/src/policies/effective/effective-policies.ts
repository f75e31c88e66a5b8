import type { EffectivePolicy } from '@holdfast/contracts';
import { type AssignmentResolution, askedSince, resolveAssignment } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../problems/index.js';
import { type Assignment, assignmentsOf, membershipsIn } from './assignment-rows.js';
import { becauseOf } from './because.js';
import { KnownVersions } from './known-versions.js';
import type { KnownVersion } from './version-rows.js';

/** The effective policy, and since when it reads as it does: what it asks for newly is asked from then on. */
export interface EffectivePolicyInForce extends Omit<EffectivePolicy, 'companyKey'> {
  readonly publishedAt: Date;
  /**
   * Since when the policy asks for a category without a break, of phones of one platform (of any: left out). Not before
   * it was assigned to the group, nor before the person came into it: publishing it anew restarts no clock.
   */
  readonly askedSince: (category: string, platform?: string) => Date;
}

/** An employee's groups to which a policy is assigned, and since when they are in each. */
type Groups = ReadonlyMap<string, Date>;

const NO_GROUPS: Groups = new Map();

/** Which policy covers an employee, and which assignment won. */
@Injectable()
export class EffectivePolicies {
  private readonly versions = new KnownVersions();

  /** The policy of one employee. Every company has a policy for everybody from its first day, so there always is one. */
  async forEmployee(
    db: EntityManager,
    companyId: string,
    employeeId: string,
  ): Promise<EffectivePolicyInForce> {
    const found = await this.forEmployees(db, companyId, [employeeId]);
    return found.get(employeeId) as EffectivePolicyInForce;
  }

  /** The policies of any number of employees: three statements, two where no group has a policy, one less once read. */
  async forEmployees(
    db: EntityManager,
    companyId: string,
    employeeIds: readonly string[],
  ): Promise<Map<string, EffectivePolicyInForce>> {
    if (employeeIds.length === 0) return new Map();
    const assignments = await assignmentsOf(db, companyId);
    const assigned = assignments.flatMap(({ groupId }) => groupId ?? []);
    const memberships: ReadonlyMap<string, Groups> =
      assigned.length === 0 ? new Map() : await membershipsIn(db, companyId, employeeIds, assigned);
    const of = (employeeId: string): Groups => memberships.get(employeeId) ?? NO_GROUPS;
    const won = new Map(
      employeeIds.map((employeeId) => [employeeId, this.resolved(companyId, assignments, of(employeeId))]),
    );
    const wanted = [...new Set([...won.values()].map((resolution) => resolution.won))];
    const versions = await this.versions.of(db, companyId, wanted);
    return new Map(
      [...won].map(([employeeId, resolution]) => [
        employeeId,
        inForce(resolution, versions.get(resolution.won.policyId) as KnownVersion, of(employeeId)),
      ]),
    );
  }

  /** The policy that covers whoever no other one does. */
  async forEverybody(db: EntityManager, companyId: string): Promise<EffectivePolicyInForce> {
    const resolution = this.resolved(companyId, await assignmentsOf(db, companyId), NO_GROUPS);
    const versions = await this.versions.of(db, companyId, [resolution.won]);
    return inForce(resolution, versions.get(resolution.won.policyId) as KnownVersion, NO_GROUPS);
  }

  private resolved(
    companyId: string,
    assignments: readonly Assignment[],
    groups: Groups,
  ): AssignmentResolution<Assignment> {
    const resolution = resolveAssignment(assignments, new Set(groups.keys()));
    if (resolution) return resolution;
    throw new DomainError('internal', `Company ${companyId} has no policy for everybody.`);
  }
}

function inForce(
  { won }: AssignmentResolution<Assignment>,
  { policyId, version, publishedAt, policy, history }: KnownVersion,
  groups: Groups,
): EffectivePolicyInForce {
  const joined = won.groupId === undefined ? undefined : groups.get(won.groupId);
  const assigned = joined && joined > won.since ? joined : won.since;
  return {
    policyId,
    version,
    because: becauseOf(policy.name, won),
    policy,
    publishedAt,
    askedSince: (category, platform) => {
      const since = askedSince(history, category, platform);
      return since > assigned ? since : assigned;
    },
  };
}
