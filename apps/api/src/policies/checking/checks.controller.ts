import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { CheckPolicy } from './check-policy.js';

const { checkPolicy, listPolicyPresets } = endpoints;

@Controller()
export class ChecksController {
  constructor(private readonly checks: CheckPolicy) {}

  @Route(checkPolicy)
  check(
    @Caller() { companyId }: SessionCaller,
    @Body({ schema: checkPolicy.body }) { policy, policyId }: z.infer<typeof checkPolicy.body>,
  ) {
    return this.checks.run(companyId, policy, policyId);
  }

  @Route(listPolicyPresets)
  presets(@Caller() { companyId }: SessionCaller) {
    return this.checks.presets(companyId);
  }
}
