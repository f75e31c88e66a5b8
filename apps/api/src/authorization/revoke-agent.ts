import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, type Doer } from '../audit/index.js';
import { OAuthEntry } from '../entry/index.js';
import { FactsChanged } from '../facts/index.js';
import { Fleet } from '../fleet/index.js';
import type { AgentAccount } from './agent-account.js';

/** Who ended an enrolment, and why: somebody said so, its agent gave it up, or its refresh token was used twice. */
export interface Ending {
  readonly because: 'by-hand' | 'given-up' | 'token-reused';
  readonly by: Doer;
}

/**
 * Ends what agents of one company were given: their next request is refused, with the access token that they have too. Nothing that was
 * backed up is touched. Idempotent. Appends to the audit log: comes last in the transaction.
 */
@Injectable()
export class RevokeAgent {
  constructor(
    private readonly fleet: Fleet,
    private readonly entry: OAuthEntry,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  async run(db: EntityManager, accounts: readonly AgentAccount[], { because, by }: Ending): Promise<void> {
    const events: AuditEvent[] = [];
    for (const { companyId, agentId, employeeId } of accounts) {
      const ended = await this.entry.removeOfAgent(db, companyId, agentId);
      const revoked = await this.fleet.revokeAgent(db, companyId, agentId, because);
      if (!ended && !revoked) continue;
      const object = { kind: 'agent', id: agentId };
      events.push({ action: 'workstation.revoked', by, subject: employeeId, object, details: { because } });
    }
    const companyId = accounts[0]?.companyId;
    if (companyId === undefined || events.length === 0) return;
    const employees = accounts.flatMap(({ employeeId }) => employeeId);
    await this.facts.reconsider(db, companyId, [...new Set(employees)]);
    await this.audit.append(db, companyId, ...events);
  }
}
