import { randomUUID } from 'node:crypto';
import type { PolicyV1 } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../../audit/index.js';
import { DomainError } from '../../problems/index.js';
import { holdGroups } from '../assignments/name-rows.js';
import { replaceAssignments, type WantedAssignment } from '../assignments/replace-assignments.js';
import { type Assignment, assignmentsOf } from '../effective/assignment-rows.js';
import {
  advanceVersion,
  countPolicies,
  insertPolicy,
  insertVersion,
  policyInForce,
  retire,
} from '../policy-rows.js';
import { PolicyChanges } from './policy-changes.js';

/** Who changes policies. */
export interface PolicyAuthor {
  readonly companyId: string;
  /** The employee; null: a script, by the label of its `token`. */
  readonly by: string | null;
  readonly token?: string;
  readonly doer: Doer;
}

/** A company of a hundred thousand has a dozen; each is read at every evaluation of somebody whom it covers. */
const MOST_POLICIES = 200;

/**
 * What changes policies and their assignments, with coverage computed anew. Every method joins `db`, in which the revision
 * is locked and what is to be published has been checked, and answers its event for the log.
 */
@Injectable()
export class KeepPolicies {
  constructor(private readonly changes: PolicyChanges) {}

  /** Another policy, which covers nobody yet. @throws DomainError `too-many-policies` */
  async add(
    db: EntityManager,
    author: PolicyAuthor,
    policy: PolicyV1,
  ): Promise<{ id: string; event: AuditEvent }> {
    const { companyId } = author;
    if ((await countPolicies(db, companyId)) >= MOST_POLICIES)
      throw new DomainError(
        'too-many-policies',
        `A company has at most ${String(MOST_POLICIES)} policies in use. Nothing was changed. Retire one that nobody needs.`,
      );
    const id = randomUUID();
    await insertPolicy(db, companyId, id, policy.name);
    await insertVersion(db, companyId, versionBy(author, id, 1, policy));
    return { id, event: { ...about(author, id), action: 'policy.added', details: { version: 1 } } };
  }

  /** @throws DomainError `not-found`; `version-conflict` when somebody published in between: load it again, then retry */
  async publish(
    db: EntityManager,
    author: PolicyAuthor,
    { policyId, basedOn, policy }: { policyId: string; basedOn: number; policy: PolicyV1 },
  ): Promise<AuditEvent> {
    const { companyId } = author;
    if (!(await advanceVersion(db, companyId, policyId, basedOn, policy.name))) {
      const current = await policyInForce(db, companyId, policyId);
      if (!current) throw new DomainError('not-found', 'There is no such policy.');
      throw new DomainError(
        'version-conflict',
        `Version ${String(current.version)} is in force, not ${String(basedOn)}, or the policy was retired: somebody was ` +
          'faster. Nothing was changed. Load the policy again and make the change on top of it.',
      );
    }
    await insertVersion(db, companyId, versionBy(author, policyId, basedOn + 1, policy));
    await this.changes.published(db, companyId, [policyId]);
    const details = { version: basedOn + 1 };
    return { ...about(author, policyId), action: 'policy.published', details };
  }

  /** @throws DomainError `not-found`, `policy-assigned` */
  async retire(db: EntityManager, author: PolicyAuthor, policyId: string): Promise<AuditEvent> {
    const assignments = await assignmentsOf(db, author.companyId);
    if (assignments.some((assignment) => assignment.policyId === policyId))
      throw new DomainError(
        'policy-assigned',
        'The policy is assigned to somebody. Nothing was changed. Assign another one in its place first.',
      );
    if (!(await retire(db, author.companyId, policyId)))
      throw new DomainError('not-found', 'There is no such policy in use.');
    return { ...about(author, policyId), action: 'policy.retired' };
  }

  /**
   * All assignments of the company. A line that says the same keeps its id, and since when it stands: whom it covers is
   * asked for nothing anew. Undefined: nothing changes. @throws DomainError `version-conflict` when a group was removed meanwhile
   */
  async assign(
    db: EntityManager,
    author: PolicyAuthor,
    lines: readonly Omit<WantedAssignment, 'id' | 'since'>[],
  ): Promise<AuditEvent | undefined> {
    const { companyId } = author;
    const before = await assignmentsOf(db, companyId);
    const now = new Date();
    const wanted = lines.map((line): WantedAssignment => {
      const kept = before.find(
        ({ policyId, groupId }) => policyId === line.policyId && groupId === line.groupId,
      );
      return { ...line, id: kept?.id ?? randomUUID(), since: kept?.since ?? now };
    });
    const groups = changedGroups(before, wanted);
    if (groups.length === 0) return undefined;
    const assigned = wanted.flatMap(({ groupId }) => groupId ?? []);
    if ((await holdGroups(db, companyId, assigned)) < assigned.length)
      throw new DomainError(
        'version-conflict',
        'The directory removed one of these groups a moment ago. Nothing was changed. Load the assignments again.',
      );
    await replaceAssignments(db, companyId, wanted);
    await this.changes.assigned(db, companyId, groups);
    return {
      action: 'policy.assigned',
      by: author.doer,
      details: { assignments: wanted.length, changed: groups.length },
    };
  }
}

const about = ({ doer }: PolicyAuthor, id: string) => ({ by: doer, object: { kind: 'policy', id } as const });

const versionBy = ({ by, token }: PolicyAuthor, id: string, version: number, policy: PolicyV1) => ({
  id,
  version,
  publishedAt: new Date(),
  publishedBy: by,
  publishedToken: token ?? null,
  policy,
});

type Line = Pick<Assignment, 'policyId' | 'groupId' | 'priority'>;

/** Groups whose line came, went or says something else; undefined among them: that of everybody. */
function changedGroups(before: readonly Line[], after: readonly Line[]): (string | undefined)[] {
  const has = (lines: readonly Line[], { policyId, groupId, priority }: Line): boolean =>
    lines.some(
      (line) => line.policyId === policyId && line.groupId === groupId && line.priority === priority,
    );
  const changed = [
    ...before.filter((line) => !has(after, line)),
    ...after.filter((line) => !has(before, line)),
  ];
  return [...new Set(changed.map(({ groupId }) => groupId))];
}
