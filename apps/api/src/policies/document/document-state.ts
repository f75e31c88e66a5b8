import type { EntityManager } from 'typeorm';
import { type Assignment, assignmentsOf } from '../effective/assignment-rows.js';
import { policiesInForce, type PublishedPolicy } from '../policy-rows.js';
import type { PolicyDocument } from './read-document.js';

/** A company's policies in use and their assignments, as they are. */
export interface DocumentState {
  readonly policies: readonly PublishedPolicy[];
  readonly assignments: readonly Assignment[];
}

/** More than a company can have. */
const ALL = 1_000;

export async function documentState(db: EntityManager, companyId: string): Promise<DocumentState> {
  const { rows: policies } = await policiesInForce(db, companyId, undefined, ALL);
  return { policies, assignments: await assignmentsOf(db, companyId) };
}

/** The document that says what is there already. */
export function documentOf({ policies, assignments }: DocumentState): PolicyDocument {
  const nameOf = (id: string): string => policies.find((policy) => policy.id === id)?.policy.name ?? '';
  const floor = assignments.find(({ groupId }) => groupId === undefined);
  return {
    policies: policies.map(({ policy }) => policy),
    everybody: nameOf(floor?.policyId ?? ''),
    groups: assignments.flatMap(({ groupName, policyId, priority }) =>
      groupName === undefined ? [] : [{ group: groupName, policy: nameOf(policyId), priority }],
    ),
  };
}
