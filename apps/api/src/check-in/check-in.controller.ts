import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/index.js';
import { type AgentCaller, Caller, Route } from '../http/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { CheckIn } from './check-in.js';

const { checkIn, effectivePolicy } = endpoints;

@Controller()
export class CheckInController {
  constructor(
    private readonly tenant: Tenant,
    private readonly checkIns: CheckIn,
    private readonly policies: EffectivePolicies,
  ) {}

  @Route(checkIn)
  checkIn(@Caller() caller: AgentCaller, @Body({ schema: checkIn.body }) body: z.infer<typeof checkIn.body>) {
    return this.checkIns.run(caller, body);
  }

  @Route(effectivePolicy)
  async policy(@Caller() { companyId, employeeId }: AgentCaller) {
    const { policyId, version, because, policy } = await this.tenant.run(companyId, (db) =>
      this.policies.forEmployee(db, companyId, employeeId),
    );
    return { policyId, version, because, policy };
  }
}
