import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/index.js';
import { type AgentCaller, Caller, Route } from '../http/index.js';
import { CompanyKeys } from '../keys/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { CheckIn } from './check-in.js';

const { checkIn, effectivePolicy } = endpoints;

@Controller()
export class CheckInController {
  constructor(
    private readonly tenant: Tenant,
    private readonly checkIns: CheckIn,
    private readonly policies: EffectivePolicies,
    private readonly keys: CompanyKeys,
  ) {}

  @Route(checkIn)
  checkIn(@Caller() caller: AgentCaller, @Body({ schema: checkIn.body }) body: z.infer<typeof checkIn.body>) {
    return this.checkIns.run(caller, body);
  }

  @Route(effectivePolicy)
  async policy(@Caller() { companyId, employeeId }: AgentCaller) {
    return this.tenant.run(companyId, async (db) => {
      const { policyId, version, because, policy } = await this.policies.forEmployee(
        db,
        companyId,
        employeeId,
      );
      const key = await this.keys.current(db, companyId);
      const companyKey = key && {
        publicKey: Buffer.from(key.publicKey).toString('base64'),
        fingerprint: key.fingerprint,
      };
      return { policyId, version, because, policy, companyKey: companyKey ?? null };
    });
  }
}
