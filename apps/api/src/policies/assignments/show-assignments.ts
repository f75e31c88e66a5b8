import type { PolicyAssignments } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { dateOf } from '../../http/index.js';
import { type Assignment, assignmentsOf } from '../effective/assignment-rows.js';
import { revisionOf } from '../revision-rows.js';
import { coveredBy, NOBODY } from './covered-rows.js';
import { policyNames } from './name-rows.js';

export type ShownAssignments = z.infer<typeof PolicyAssignments>;

/** The assignments in force, in the order in which they decide, and about how many each decides. */
export async function showAssignments(db: EntityManager, companyId: string): Promise<ShownAssignments> {
  const assignments = await assignmentsOf(db, companyId);
  // By the line, not by the policy: one that is assigned to two groups is told for each.
  const lines = assignments.map(({ id, groupId, priority }) => ({ policyId: id, groupId, priority }));
  const covered = await coveredBy(db, companyId, lines);
  const names = await policyNames(db, companyId);
  return {
    revision: await revisionOf(db, companyId),
    items: assignments.map((assignment) => ({
      policyId: assignment.policyId,
      policyName: names.get(assignment.policyId) ?? '',
      group: groupOf(assignment),
      priority: assignment.priority,
      since: dateOf(assignment.since),
      ...(covered.get(assignment.id) ?? NOBODY),
    })),
  };
}

export const groupOf = ({ groupId, groupName }: Pick<Assignment, 'groupId' | 'groupName'>) =>
  groupId === undefined ? null : { id: groupId, name: groupName ?? '' };
