import { Module } from '@nestjs/common';
import { DefaultPolicy } from './default-policy.js';
import { EffectivePolicies } from './effective-policies.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyPublications } from './policy-publications.js';
import { PublishPolicy } from './publish-policy.js';
import { ReadPolicies } from './read-policies.js';

@Module({
  controllers: [PoliciesController],
  providers: [EffectivePolicies, DefaultPolicy, PolicyPublications, PublishPolicy, ReadPolicies],
  exports: [EffectivePolicies, DefaultPolicy, PolicyPublications],
})
export class PoliciesModule {}
