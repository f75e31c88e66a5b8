import type { CheckedIn, CheckIn as CheckInBody } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller } from '../http/index.js';
import { Notices } from '../notices/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { newestSnapshots, pulseOf } from './check-in-rows.js';
import { nextCheckInSeconds } from './next-check-in.js';

/**
 * Records what an agent sees and answers what it needs to go on without asking again. Idempotent: a lost reply costs
 * one more check-in, and commands are answered until the agent says that they are finished.
 */
@Injectable()
export class CheckIn {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly notices: Notices,
    private readonly policies: EffectivePolicies,
  ) {}

  run(caller: AgentCaller, body: z.infer<typeof CheckInBody>): Promise<CheckedIn> {
    const { companyId, workstationId, employeeId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const { agentVersion, phones, finishedCommands } = body;
      await this.fleet.recordCheckIn(db, companyId, { workstationId, agentVersion, attach: phones });
      await this.fleet.finishCommands(db, companyId, workstationId, finishedCommands);
      const policy = await this.policies.forEmployee(db, companyId, employeeId);
      const notice = await this.notices.state(db, companyId, employeeId, policy);
      const commands = await this.fleet.pendingCommands(db, companyId, workstationId);
      const attached = phones.some((phone) => phone.attach !== 'detached');
      const pulse = { ...(await pulseOf(db, companyId, caller)), attached, commands: commands.length };
      return {
        serverTime: new Date().toISOString(),
        policyVersion: policy.version,
        commands,
        notice: {
          acknowledged: notice.acknowledged,
          current: { version: notice.version, sha256: notice.sha256 },
        },
        phones: await newestSnapshots(db, companyId, workstationId),
        nextCheckInSeconds: nextCheckInSeconds(pulse, Math.random()),
      };
    });
  }
}
