import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { doerOf } from '../audit/index.js';
import { Caller, type PersonOrToken, Route, type SessionCaller } from '../http/index.js';
import { PublishPolicy } from './publish-policy.js';
import { ReadPolicies } from './read-policies.js';

const { listPolicies, getPolicy, listPolicyVersions, publishPolicy } = endpoints;

@Controller()
export class PoliciesController {
  constructor(
    private readonly read: ReadPolicies,
    private readonly publish: PublishPolicy,
  ) {}

  @Route(listPolicies)
  list(
    @Caller() caller: PersonOrToken,
    @Query({ schema: listPolicies.query }) query: z.infer<typeof listPolicies.query>,
  ) {
    return this.read.list(caller.companyId, query);
  }

  @Route(getPolicy)
  one(
    @Caller() caller: PersonOrToken,
    @Param({ schema: getPolicy.params }) params: z.infer<typeof getPolicy.params>,
  ) {
    return this.read.one(caller.companyId, params.id);
  }

  @Route(listPolicyVersions)
  versions(
    @Caller() caller: SessionCaller,
    @Param({ schema: listPolicyVersions.params }) params: z.infer<typeof listPolicyVersions.params>,
    @Query({ schema: listPolicyVersions.query }) query: z.infer<typeof listPolicyVersions.query>,
  ) {
    return this.read.versions(caller.companyId, params.id, query);
  }

  @Route(publishPolicy)
  async publishVersion(
    @Caller() caller: PersonOrToken,
    @Param({ schema: publishPolicy.params }) params: z.infer<typeof publishPolicy.params>,
    @Body({ schema: publishPolicy.body }) body: z.infer<typeof publishPolicy.body>,
  ) {
    const { companyId } = caller;
    const doer = doerOf(caller);
    const who = caller.kind === 'session' ? { by: caller.employeeId } : { by: null, token: caller.label };
    await this.publish.run({ companyId, ...who, doer, policyId: params.id, ...body });
    return this.read.one(companyId, params.id);
  }
}
