import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, type PersonOrToken, Route, type SessionCaller } from '../http/index.js';
import { PublishPolicy } from './keeping/publish-policy.js';
import { authorOf } from './keeping/author-of.js';
import { ReadPolicies } from './read-policies.js';

const { listPolicies, getPolicy, listPolicyVersions, publishPolicy, createPolicy, retirePolicy } = endpoints;

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
    await this.publish.run(authorOf(caller), { policyId: params.id, ...body });
    return this.read.one(caller.companyId, params.id);
  }

  @Route(createPolicy)
  async create(
    @Caller() caller: SessionCaller,
    @Body({ schema: createPolicy.body }) { policy }: z.infer<typeof createPolicy.body>,
  ) {
    return this.read.one(caller.companyId, await this.publish.create(authorOf(caller), policy));
  }

  @Route(retirePolicy)
  async retire(
    @Caller() caller: SessionCaller,
    @Param({ schema: retirePolicy.params }) { id }: z.infer<typeof retirePolicy.params>,
  ) {
    await this.publish.retire(authorOf(caller), id);
  }
}
