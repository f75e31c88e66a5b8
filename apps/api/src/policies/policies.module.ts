import { Module } from '@nestjs/common';
import { AssignmentsController } from './assignments/assignments.controller.js';
import { ReadAssignments } from './assignments/read-assignments.js';
import { SetAssignments } from './assignments/set-assignments.js';
import { CheckPolicy } from './checking/check-policy.js';
import { ChecksController } from './checking/checks.controller.js';
import { DefaultPolicy } from './default-policy.js';
import { DocumentController } from './document/document.controller.js';
import { PolicyDocuments } from './document/policy-documents.js';
import { EffectivePolicies } from './effective/effective-policies.js';
import { KeepPolicies } from './keeping/keep-policies.js';
import { PolicyChanges } from './keeping/policy-changes.js';
import { PublishPolicy } from './keeping/publish-policy.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyPublications } from './policy-publications.js';
import { ReadPolicies } from './read-policies.js';

@Module({
  // The last one takes whatever comes after /policies/ for an id.
  controllers: [ChecksController, AssignmentsController, DocumentController, PoliciesController],
  providers: [
    ...[EffectivePolicies, DefaultPolicy, PolicyChanges, PolicyPublications, KeepPolicies, PublishPolicy],
    ...[ReadPolicies, CheckPolicy, ReadAssignments, SetAssignments, PolicyDocuments],
  ],
  exports: [EffectivePolicies, DefaultPolicy, PolicyChanges, PolicyPublications],
})
export class PoliciesModule {}
