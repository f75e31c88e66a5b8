import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import { People } from '../people/index.js';
import type { AgentAccount } from './agent-account.js';

/** Whether an agent is given new tokens: its employee is here, and nobody has revoked it. */
@Injectable()
export class AgentStanding {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly fleet: Fleet,
  ) {}

  mayGoOn({ companyId, employeeId, agentId }: AgentAccount): Promise<boolean> {
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, employeeId);
      if (!employee?.active) return false;
      // Not there yet: it has not said which workstation it is on.
      const agent = await this.fleet.agent(db, companyId, agentId);
      return agent?.revoked !== true;
    });
  }
}
