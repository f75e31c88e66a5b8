import type { WantedAssignments } from '@holdfast/contracts';
import { assignmentFaults } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Audit } from '../../audit/index.js';
import { Tenant } from '../../database/tenant.js';
import { dateOf } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { assignmentsOf } from '../effective/assignment-rows.js';
import { KeepPolicies, type PolicyAuthor } from '../keeping/keep-policies.js';
import { advanceRevision, requireRevision } from '../revision-rows.js';
import { coveredBy, NOBODY } from './covered-rows.js';
import { groupsById, type NamedGroup, policyNames } from './name-rows.js';
import { showAssignments, type ShownAssignments } from './show-assignments.js';

type Wanted = z.infer<typeof WantedAssignments>;
type Issue = { readonly path: string; readonly message: string; readonly code: string };

export interface SetAssignmentsCommand {
  readonly basedOn: number;
  readonly assignments: Wanted;
  readonly dryRun: boolean;
}

/** Whom policies are assigned to: all lines at once, so that nobody is between two of them. */
@Injectable()
export class SetAssignments {
  constructor(
    private readonly tenant: Tenant,
    private readonly keep: KeepPolicies,
    private readonly audit: Audit,
  ) {}

  /**
   * Of a dry run, answers what would be.
   * @throws DomainError `version-conflict` when somebody changed policies or assignments since `basedOn`; `assignments-refused` for a tie, a group or policy that is not there, or a list without everybody
   */
  run(
    author: PolicyAuthor,
    { basedOn, assignments, dryRun }: SetAssignmentsCommand,
  ): Promise<ShownAssignments> {
    const { companyId } = author;
    return this.tenant.run(companyId, async (db) => {
      await requireRevision(db, companyId, basedOn);
      const lines = assignments.map(({ policyId, groupId, priority }) => ({
        policyId: policyId.toLowerCase(),
        groupId: groupId?.toLowerCase(),
        priority,
      }));
      const policies = await policyNames(db, companyId);
      const groups = await groupsById(
        db,
        companyId,
        lines.flatMap(({ groupId }) => groupId ?? []),
      );
      const issues: Issue[] = [
        ...assignmentFaults(lines).map(({ code, at, sentence }) => issue(at, code, sentence)),
        ...lines.flatMap(({ policyId, groupId }, at) => [
          ...(policies.has(policyId) ? [] : [issue(at, 'policy-unknown', 'There is no such policy in use.')]),
          ...(groupId === undefined || groups.some(({ id }) => id === groupId)
            ? []
            : [issue(at, 'group-unknown', 'The directory has no such group.')]),
        ]),
      ];
      if (issues.length > 0) throw assignmentsRefused(issues);
      if (dryRun) return this.wouldBe(db, companyId, basedOn, lines, policies, groups);
      const event = await this.keep.assign(db, author, lines);
      if (event) await advanceRevision(db, companyId);
      const shown = await showAssignments(db, companyId);
      if (event) await this.audit.append(db, companyId, event);
      return shown;
    });
  }

  private async wouldBe(
    db: EntityManager,
    companyId: string,
    revision: number,
    lines: readonly { policyId: string; groupId: string | undefined; priority: number }[],
    policies: ReadonlyMap<string, string>,
    groups: readonly NamedGroup[],
  ): Promise<ShownAssignments> {
    const before = await assignmentsOf(db, companyId);
    const ordered = lines.toSorted((one, other) => other.priority - one.priority);
    // Each line is told apart by its group; that of everybody by what no group has for its id.
    const idOf = (groupId: string | undefined): string => groupId ?? companyId;
    const covered = await coveredBy(
      db,
      companyId,
      ordered.map(({ groupId, priority }) => ({ policyId: idOf(groupId), groupId, priority })),
    );
    const today = dateOf(new Date());
    return {
      revision,
      items: ordered.map(({ policyId, groupId, priority }) => {
        const kept = before.find((line) => line.policyId === policyId && line.groupId === groupId);
        return {
          policyId,
          policyName: policies.get(policyId) ?? '',
          group: groups.find(({ id }) => id === groupId) ?? null,
          priority,
          since: kept ? dateOf(kept.since) : today,
          ...(covered.get(idOf(groupId)) ?? NOBODY),
        };
      }),
    };
  }
}

const issue = (at: number, code: string, message: string): Issue => ({
  path: `assignments.${String(at)}`,
  message,
  code,
});

const assignmentsRefused = (issues: readonly Issue[]): DomainError =>
  new DomainError('assignments-refused', `${issues[0]?.message ?? ''} Nothing was changed.`, { issues });
