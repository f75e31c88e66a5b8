import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Entry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';

/** Ends an agent's credential: its next request is refused. Nothing that it has backed up is touched. Idempotent. */
@Injectable()
export class RevokeAgent {
  constructor(
    private readonly fleet: Fleet,
    private readonly entry: Entry,
  ) {}

  async run(db: EntityManager, companyId: string, agentId: string): Promise<void> {
    await this.fleet.revokeAgent(db, companyId, agentId);
    await this.entry.removeAgentCredential(db, { companyId, subject: agentId });
  }
}
