import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsChanged } from '../../facts/index.js';
import { assignmentsOf, membersOf } from '../effective/assignment-rows.js';
import { PolicyPublications } from '../policy-publications.js';

/** Has coverage computed anew for whom a change of policies, assignments or groups concerns. Each method joins `db`. */
@Injectable()
export class PolicyChanges {
  constructor(
    private readonly facts: FactsChanged,
    private readonly publications: PolicyPublications,
  ) {}

  /** These policies read differently now. */
  async published(db: EntityManager, companyId: string, policyIds: readonly string[]): Promise<void> {
    const assignments = await assignmentsOf(db, companyId);
    const concerned = assignments.filter(({ policyId }) => policyIds.includes(policyId));
    await this.assigned(
      db,
      companyId,
      concerned.map(({ groupId }) => groupId),
    );
  }

  /** Something else is assigned to these groups; undefined among them: to everybody. */
  async assigned(
    db: EntityManager,
    companyId: string,
    groupIds: readonly (string | undefined)[],
  ): Promise<void> {
    if (groupIds.includes(undefined)) {
      await this.publications.published(db, companyId);
      return;
    }
    const members = await membersOf(db, companyId, groupIds as readonly string[]);
    if (members.length > 0) await this.facts.reconsider(db, companyId, members);
  }

  /** These employees came into a group or left it: nothing of it matters where no policy is assigned to the group. */
  async membersChanged(
    db: EntityManager,
    companyId: string,
    groupId: string,
    employeeIds: readonly string[],
  ): Promise<void> {
    if (employeeIds.length === 0) return;
    const assignments = await assignmentsOf(db, companyId);
    if (assignments.some((assignment) => assignment.groupId === groupId))
      await this.facts.reconsider(db, companyId, employeeIds);
  }
}
