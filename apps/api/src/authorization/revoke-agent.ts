import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Doer } from '../audit/index.js';
import { OAuthEntry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import type { AgentAccount } from './agent-account.js';

/** Who ended an enrolment, and why: somebody said so, its agent gave it up, or its refresh token was used twice. */
export interface Ending {
  readonly because: 'by-hand' | 'given-up' | 'token-reused';
  readonly by: Doer;
}

/**
 * Ends what an agent was given: its next request is refused, with the access token that it has too. Nothing that it has
 * backed up is touched. Idempotent. Appends to the audit log: comes last in the transaction.
 */
@Injectable()
export class RevokeAgent {
  constructor(
    private readonly fleet: Fleet,
    private readonly entry: OAuthEntry,
    private readonly audit: Audit,
  ) {}

  async run(db: EntityManager, account: AgentAccount, { because, by }: Ending): Promise<void> {
    const { companyId, agentId, employeeId } = account;
    const ended = await this.entry.removeOfAgent(db, companyId, agentId);
    const revoked = await this.fleet.revokeAgent(db, companyId, agentId, because);
    if (!ended && !revoked) return;
    await this.audit.append(db, companyId, {
      action: 'workstation.revoked',
      by,
      subject: employeeId,
      object: { kind: 'agent', id: agentId },
      details: { because },
    });
  }
}
