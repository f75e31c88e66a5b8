import type { PolicyDocumentDiff } from '@holdfast/contracts';
import { nameKey, type Values } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Audit, type AuditEvent } from '../../audit/index.js';
import { Tenant } from '../../database/tenant.js';
import { coveredBy, movedBetween, NOBODY } from '../assignments/covered-rows.js';
import { groupsNamed, type NamedGroup } from '../assignments/name-rows.js';
import { requirePublishable } from '../checking/require-publishable.js';
import { surroundingsOf } from '../checking/surroundings-rows.js';
import { KeepPolicies, type PolicyAuthor } from '../keeping/keep-policies.js';
import { advanceRevision, requireRevision, revisionOf } from '../revision-rows.js';
import { documentRefused } from './document-refused.js';
import { documentOf, documentState, type DocumentState } from './document-state.js';
import { type DocumentPlan, planDocument } from './plan-document.js';
import { readDocument, type ReadDocument } from './read-document.js';
import { documentValues, writeDocument } from './write-document.js';

type Diff = z.infer<typeof PolicyDocumentDiff>;

/** A company's policies and assignments as one document: read, compared, and made so. */
@Injectable()
export class PolicyDocuments {
  constructor(
    private readonly tenant: Tenant,
    private readonly keep: KeepPolicies,
    private readonly audit: Audit,
  ) {}

  export(companyId: string): Promise<{ revision: number; document: Values; yaml: string }> {
    return this.tenant.run(companyId, async (db) => {
      const document = documentOf(await documentState(db, companyId));
      return {
        revision: await revisionOf(db, companyId),
        document: documentValues(document),
        yaml: writeDocument(document),
      };
    });
  }

  /** What a document would change; nothing is saved. @throws DomainError `document-refused` */
  diff(companyId: string, text: string): Promise<Diff> {
    const read = readDocument(text);
    return this.tenant.run(companyId, async (db) => {
      const state = await documentState(db, companyId);
      const plan = await this.plan(db, companyId, state, read);
      return this.told(db, companyId, state, plan, await revisionOf(db, companyId));
    });
  }

  /**
   * Makes policies and assignments what the document says: all of it or nothing, each change a version of its own. A
   * document that says what is there writes nothing.
   * @throws DomainError `document-refused`, `policy-refused`, `version-conflict` when somebody changed something since `basedOn`, `too-many-policies`
   */
  apply(author: PolicyAuthor, basedOn: number, text: string): Promise<Diff> {
    const read = readDocument(text);
    const { companyId } = author;
    return this.tenant.run(companyId, async (db) => {
      await requireRevision(db, companyId, basedOn);
      const state = await documentState(db, companyId);
      const plan = await this.plan(db, companyId, state, read);
      for (const { name } of plan.policies)
        requirePublishable(
          plan.findings.filter(({ policy }) => policy === name),
          `policies.${name}`,
        );
      const told = await this.told(db, companyId, state, plan, basedOn);
      const events = await this.carryOut(db, author, plan);
      if (events.length === 0) return told;
      await advanceRevision(db, companyId);
      const details = { changes: told.changes.length };
      await this.audit.append(db, companyId, ...events, {
        action: 'policy.document-applied',
        by: author.doer,
        details,
      });
      return { ...told, revision: basedOn + 1 };
    });
  }

  private async carryOut(db: EntityManager, author: PolicyAuthor, plan: DocumentPlan): Promise<AuditEvent[]> {
    const events: AuditEvent[] = [];
    const ids = new Map<string, string>();
    for (const { kind, id: policyId, version: basedOn, policy } of plan.policies) {
      if (kind === 'changed') events.push(await this.keep.publish(db, author, { policyId, basedOn, policy }));
      if (kind !== 'added') continue;
      const { id, event } = await this.keep.add(db, author, policy);
      ids.set(policyId, id);
      events.push(event);
    }
    const lines = plan.lines.map((line) => ({ ...line, policyId: ids.get(line.policyId) ?? line.policyId }));
    const assigned = await this.keep.assign(db, author, lines);
    if (assigned) events.push(assigned);
    for (const { kind, id } of plan.policies)
      if (kind === 'retired') events.push(await this.keep.retire(db, author, id));
    return events;
  }

  private async plan(
    db: EntityManager,
    companyId: string,
    state: DocumentState,
    { document, issueAt }: ReadDocument,
  ): Promise<DocumentPlan> {
    const keys = document.groups.map(({ group }) => nameKey(group));
    const found = await groupsNamed(db, companyId, keys);
    const groups = new Map<string, NamedGroup>(found.map(({ id, name, key }) => [key, { id, name }]));
    const missing = document.groups.flatMap(({ group }, at) =>
      groups.has(nameKey(group))
        ? []
        : [
            issueAt(
              ['assignments', 'groups', at, 'group'],
              'group-unknown',
              'The directory has no group of this name.',
            ),
          ],
    );
    if (missing.length > 0) throw documentRefused(missing);
    return planDocument(state, document, groups, (await surroundingsOf(db, companyId)).of());
  }

  private async told(
    db: EntityManager,
    companyId: string,
    state: DocumentState,
    { policies, lines, assigned, findings }: DocumentPlan,
    revision: number,
  ): Promise<Diff> {
    const before = await coveredBy(db, companyId, state.assignments);
    const after = await coveredBy(db, companyId, lines);
    const changes: Diff['changes'] = policies.map(({ kind, id, name, fields }) => ({
      kind,
      name,
      fields: [...fields],
      people: { before: (before.get(id) ?? NOBODY).people, after: (after.get(id) ?? NOBODY).people },
    }));
    if (assigned.length > 0)
      changes.push({
        kind: 'assigned',
        name: '',
        fields: [...assigned],
        people: { before: 0, after: await movedBetween(db, companyId, state.assignments, lines) },
      });
    return { revision, changes, findings: [...findings] };
  }
}
