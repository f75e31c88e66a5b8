import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { PolicyFieldChange, PolicyFinding } from './policies-check.js';

/** Bytes of a document in UTF-8. */
export const POLICY_DOCUMENT_LIMIT = 262_144;

/** The text, as YAML 1.2 without anchors, aliases and tags; JSON is YAML. Longer ones are `document-refused`. */
const PolicyDocumentText = z.string().min(1).max(524_288);

/** What applying a document does, policy by policy. */
export const PolicyDocumentChange = z.object({
  /** `assigned`: whom policies cover; its `name` is empty. */
  kind: z.enum(['added', 'changed', 'retired', 'assigned']),
  name: z.string(),
  fields: z.array(PolicyFieldChange),
  /** How many people the policy covers now and would cover; of `assigned`, whose policy would be another one. */
  people: z.object({ before: z.int(), after: z.int() }),
});

export const PolicyDocumentDiff = z.object({
  /** What the document was compared with: apply on top of it. */
  revision: z.int(),
  changes: z.array(PolicyDocumentChange),
  /** By the policy's name. */
  findings: z.array(PolicyFinding.extend({ policy: z.string() })),
});

const document = { tag: 'policies', auth: 'session' } as const;

export const policyDocumentEndpoints = {
  exportPolicyDocument: endpoint({
    id: 'exportPolicyDocument',
    method: 'GET',
    path: '/api/v1/policies/document',
    ...document,
    summary: 'All policies and assignments as one YAML document, with only what differs from the defaults',
    tokenScope: 'policies.read',
    permission: 'policies.read',
    status: 200,
    contentType: 'text/yaml',
    errors: [],
  }),
  getPolicyDocument: endpoint({
    id: 'getPolicyDocument',
    method: 'GET',
    path: '/api/v1/policies/document.json',
    ...document,
    summary: 'The same as JSON, with the revision that a change of it is based on',
    tokenScope: 'policies.read',
    permission: 'policies.read',
    status: 200,
    response: z.object({ revision: z.int(), document: z.record(z.string(), z.unknown()), yaml: z.string() }),
    errors: [],
  }),
  diffPolicyDocument: endpoint({
    id: 'diffPolicyDocument',
    method: 'POST',
    path: '/api/v1/policies/document/diff',
    ...document,
    summary:
      'What a document would change, field by field, and how many people it concerns; nothing is saved',
    tokenScope: 'policies.read',
    permission: 'policies.read',
    body: z.strictObject({ document: PolicyDocumentText }),
    status: 200,
    response: PolicyDocumentDiff,
    errors: ['document-refused'],
  }),
  applyPolicyDocument: endpoint({
    id: 'applyPolicyDocument',
    method: 'POST',
    path: '/api/v1/policies/document',
    ...document,
    summary:
      'Make policies and assignments what the document says, all or nothing, on top of the revision that was seen',
    tokenScope: 'policies.publish',
    permission: 'policies.publish',
    body: z.strictObject({ basedOn: z.int().nonnegative(), document: PolicyDocumentText }),
    status: 200,
    response: PolicyDocumentDiff,
    errors: ['document-refused', 'policy-refused', 'version-conflict', 'too-many-policies'],
  }),
};
