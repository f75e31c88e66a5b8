import { z } from 'zod';
import { endpoint } from './endpoint.js';

/** Drafts that a company completes: generated from its policy, so that they never say more than is true. */
export const PRIVACY_DOCUMENTS = ['impact-assessment', 'record-of-processing', 'works-council'] as const;
export type PrivacyDocument = (typeof PRIVACY_DOCUMENTS)[number];

export const privacyDocumentEndpoints = {
  getPrivacyDocument: endpoint({
    id: 'getPrivacyDocument',
    method: 'GET',
    path: '/api/v1/privacy-documents/:kind',
    tag: 'privacy',
    summary:
      'Draft of an impact assessment, a record of processing or a fact sheet, from the policy in force',
    auth: 'session',
    permission: 'policies.read',
    params: z.object({ kind: z.enum(PRIVACY_DOCUMENTS) }),
    status: 200,
    contentType: 'text/markdown',
    errors: [],
  }),
};
