import type { PolicyExplained } from '@holdfast/contracts';
import { type LostBecause, resolveAssignment } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../../database/tenant.js';
import { decodeCursor, pageFrom } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { type Assignment, assignmentsOf, membershipsIn } from '../effective/assignment-rows.js';
import { becauseOf } from '../effective/because.js';
import { groupPage, policyNames } from './name-rows.js';
import { isEmployee } from './employee-rows.js';
import { groupOf, showAssignments } from './show-assignments.js';

/** Which policies are assigned to whom, and which one covers somebody. */
@Injectable()
export class ReadAssignments {
  constructor(private readonly tenant: Tenant) {}

  list(companyId: string) {
    return this.tenant.run(companyId, (db) => showAssignments(db, companyId));
  }

  groups(companyId: string, page: { q?: string | undefined; cursor?: string | undefined; limit: number }) {
    return this.tenant.run(companyId, async (db) => {
      const after = decodeCursor(page.cursor, z.string().max(300));
      const { rows, total } = await groupPage(db, companyId, { q: page.q, after, limit: page.limit + 1 });
      return pageFrom(
        rows,
        page.limit,
        total,
        ({ name }) => name.normalize('NFC').toLowerCase(),
        (row) => row,
      );
    });
  }

  /** Which policy covers a person, and why the others do not. @throws DomainError `not-found` */
  explain(companyId: string, employeeId: string): Promise<z.infer<typeof PolicyExplained>> {
    return this.tenant.run(companyId, async (db) => {
      if (!(await isEmployee(db, companyId, employeeId)))
        throw new DomainError('not-found', 'There is nobody here with this id.');
      const assignments = await assignmentsOf(db, companyId);
      const assigned = assignments.flatMap(({ groupId }) => groupId ?? []);
      const memberships = await membershipsIn(db, companyId, [employeeId], assigned);
      const resolution = resolveAssignment(assignments, new Set(memberships.get(employeeId)?.keys()));
      if (!resolution) throw new DomainError('internal', `Company ${companyId} has no policy for everybody.`);
      const names = await policyNames(db, companyId);
      const { won, lost } = resolution;
      const name = names.get(won.policyId) ?? '';
      return {
        policyId: won.policyId,
        name,
        version: won.version,
        because: becauseOf(name, won),
        lost: lost.map(({ assignment, because }) => ({
          policyId: assignment.policyId,
          policyName: names.get(assignment.policyId) ?? '',
          group: groupOf(assignment),
          priority: assignment.priority,
          because,
          sentence: sentenceOf(because, assignment, won),
        })),
      };
    });
  }
}

function sentenceOf(because: LostBecause, lost: Assignment, won: Assignment): string {
  const group = `“${lost.groupName ?? ''}”`;
  if (because === 'not-in-group') return `Not in the group ${group}.`;
  if (because === 'floor') return 'Covers whoever is in none of the groups.';
  return `In the group ${group}, but its priority ${String(lost.priority)} is below ${String(won.priority)}.`;
}
