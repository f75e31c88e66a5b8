import type { EndpointId } from '@holdfast/contracts';
import { TestScript } from '../../api-tokens/testing/test-script.js';
import type { RouteSample } from './route-samples.js';

/** Of the tokens of the company's scripts. */
export const API_TOKEN_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  listApiTokens: { call: () => ({}) },
  makeApiToken: { call: () => ({ body: { label: 'A script', scopes: ['policies.read'] } }) },
  revokeApiToken: {
    call: async ({ app, owner }) => ({ params: { id: (await TestScript.of(app, owner)).tokenId } }),
  },
};
