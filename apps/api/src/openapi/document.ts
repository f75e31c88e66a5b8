import { type Endpoint, endpoints } from '@holdfast/contracts';
import { Components } from './components.js';
import type { JsonSchema } from './json-schemas.js';
import { openApiPath, operation } from './operation.js';

/**
 * The OpenAPI 3.1 document of every declared route. The same input gives the same bytes: routes stand in the order of
 * the contracts, components in alphabetical order, nothing depends on time or machine.
 */
export const openApiDocument = (): JsonSchema => {
  const components = new Components();
  const paths: Record<string, JsonSchema> = {};
  for (const route of Object.values(endpoints) as Endpoint[]) {
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast control plane',
      version: '1',
      description:
        'Console and portal (`/api/v1`), agents (`/agent/v1`), leavers (`/leaver/v1`), directories (`/scim/v2`) and the embedded location (`/objects/v1`). ' +
        'Errors are problem details (RFC 9457) with a stable `code`; switch on the code only.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set((Object.values(endpoints) as Endpoint[]).map((route) => route.tag))].map((name) => ({
      name,
    })),
    paths,
    components: {
      schemas: components.all(),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-holdfast',
          description: 'Server-side session; set by signing in.',
        },
        operator: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-holdfast-operator',
          description: 'Server-side session of an operator, who is of no company.',
        },
        directory: {
          type: 'http',
          scheme: 'bearer',
          description: "A token of the company's directory, made in the console's settings.",
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            "A token of a company's script, made in the console's settings; it opens what its scopes say.",
        },
        leaver: {
          type: 'http',
          scheme: 'bearer',
          description: 'What a personal link, or link and recovery code, were exchanged for: an hour.',
        },
        agent: {
          type: 'http',
          scheme: 'DPoP',
          description:
            'An access token of /oauth, bound to a key, with a proof of that key for the call in the header DPoP (RFC 9449).',
        },
      },
    },
  };
};

/** The document as it is committed and served: two spaces, one newline at the end. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;
