export { PoliciesModule } from './policies.module.js';
export { EffectivePolicies, type EffectivePolicyInForce } from './effective/effective-policies.js';
export { DefaultPolicy } from './default-policy.js';
export { PolicyPublications } from './policy-publications.js';
export { PolicyChanges } from './keeping/policy-changes.js';
export { isPolicy, publicationsBetween } from './policy-rows.js';
