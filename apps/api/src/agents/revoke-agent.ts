import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Doer } from '../audit/index.js';
import { Entry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';

/** Ends an agent's credential: its next request is refused. Nothing that it has backed up is touched. Idempotent. */
@Injectable()
export class RevokeAgent {
  constructor(
    private readonly fleet: Fleet,
    private readonly entry: Entry,
    private readonly audit: Audit,
  ) {}

  async run(db: EntityManager, companyId: string, agentId: string, by: Doer): Promise<void> {
    await this.fleet.revokeAgent(db, companyId, agentId);
    await this.entry.removeAgentCredential(db, { companyId, subject: agentId });
    const object = { kind: 'agent', id: agentId };
    await this.audit.append(db, companyId, { action: 'workstation.revoked', by, object });
  }
}
