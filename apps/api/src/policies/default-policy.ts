import { randomUUID } from 'node:crypto';
import { PolicyV1, type PolicyV1Input } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { replaceAssignments } from './assignments/replace-assignments.js';
import { insertPolicy, insertVersion } from './policy-rows.js';

const STANDARD = { schema: 1, name: 'Standard' } as const;

/** The policy that every company begins with: the schema's defaults, assigned to everybody. */
@Injectable()
export class DefaultPolicy {
  /** Joins the caller's transaction. `by`: the employee who made the company, null for the system itself. */
  async create(
    db: EntityManager,
    companyId: string,
    by: string | null,
    differing: Partial<PolicyV1Input> = {},
  ): Promise<{ id: string }> {
    const id = randomUUID();
    const policy = PolicyV1.parse({ ...STANDARD, ...differing });
    const publishedAt = new Date();
    await insertPolicy(db, companyId, id, policy.name);
    await insertVersion(db, companyId, { id, version: 1, publishedAt, publishedBy: by, policy });
    await replaceAssignments(db, companyId, [
      { id: randomUUID(), policyId: id, groupId: undefined, priority: 0, since: publishedAt },
    ]);
    return { id };
  }
}
