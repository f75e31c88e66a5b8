import { Module } from '@nestjs/common';
import { DefaultPolicy } from './default-policy.js';
import { EffectivePolicies } from './effective/effective-policies.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyChanges } from './policy-changes.js';
import { PolicyPublications } from './policy-publications.js';
import { PublishPolicy } from './publish-policy.js';
import { ReadPolicies } from './read-policies.js';

@Module({
  controllers: [PoliciesController],
  providers: [
    EffectivePolicies,
    DefaultPolicy,
    PolicyChanges,
    PolicyPublications,
    PublishPolicy,
    ReadPolicies,
  ],
  exports: [EffectivePolicies, DefaultPolicy, PolicyChanges, PolicyPublications],
})
export class PoliciesModule {}
