import {
  type Endpoint,
  ERROR_STATUS,
  type ErrorCode,
  PERMISSIONS,
  Problem,
  SCIM_TYPE,
} from '@holdfast/contracts';
import type { z } from 'zod';
import type { Components } from './components.js';
import { inlineSchema, type JsonSchema } from './json-schemas.js';

/** `/a/:id/*name` in the form of OpenAPI: `/a/{id}/{name}`. */
export const openApiPath = (path: string): string => path.replace(/[:*](\w+)/g, '{$1}');

const SECURITY: Record<Endpoint['auth'], JsonSchema[]> = {
  public: [],
  session: [{ session: [] }],
  agent: [{ agent: [] }],
  'signed-url': [],
  operator: [{ operator: [] }],
  browser: [],
  'leaver-link': [{ leaver: [] }],
  'leaver-code': [{ leaver: [] }],
  directory: [{ directory: [] }],
};

const parametersIn = (schema: z.ZodObject | undefined, place: 'path' | 'query'): JsonSchema[] =>
  Object.entries(schema?.shape ?? {}).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path' || !(type as z.ZodType).safeParse(undefined).success,
    schema: inlineSchema(type as z.ZodType, 'input'),
  }));

const AGENT_REFUSALS = [
  'agent-token-refused',
  'agent-token-expired',
  'dpop-nonce-required',
  'dpop-proof-refused',
] as const;

const byCookie = ({ auth }: Endpoint): boolean => auth === 'session' || auth === 'operator';

/** Codes that any route of this kind may answer, beside those it declares. */
const impliedErrors = (route: Endpoint): ErrorCode[] => [
  ...(route.body || route.params || route.query ? (['request-invalid'] as const) : []),
  ...(route.auth === 'session' ? (['sign-in-required', 'role-refused'] as const) : []),
  ...(route.auth === 'operator' ? (['sign-in-required'] as const) : []),
  ...(byCookie(route) && route.method !== 'GET' ? (['origin-refused'] as const) : []),
  ...(route.auth === 'agent' ? AGENT_REFUSALS : []),
  ...(route.auth === 'leaver-link' || route.auth === 'leaver-code'
    ? (['leaver-session-ended'] as const)
    : []),
  ...(route.auth === 'leaver-code' ? (['leaver-code-needed'] as const) : []),
  ...(route.auth === 'directory' ? (['directory-token-refused', 'too-many-requests'] as const) : []),
  ...(route.tokenScope ? (['api-token-refused', 'scope-refused', 'too-many-requests'] as const) : []),
  ...(route.body ? (['too-large'] as const) : []),
  'internal',
  'database-unreachable',
];

const problemResponses = (route: Endpoint, components: Components): JsonSchema => {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...new Set([...route.errors, ...impliedErrors(route)])].sort()) {
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  }
  // The directory is told in SCIM's form (RFC 7644, section 3.12).
  const content =
    route.auth === 'directory'
      ? { [SCIM_TYPE]: { schema: { type: 'object' } } }
      : { 'application/problem+json': { schema: components.schema(Problem, 'output') } };
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [
        String(status),
        {
          description: `Problem: ${codes.map((code) => `\`${code}\``).join(', ')}`,
          content,
        },
      ]),
  );
};

/** Of an answer whose form is not declared. */
const schemaOf = (contentType: string): JsonSchema => {
  if (contentType.endsWith('json')) return { type: 'object' };
  return contentType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
};

const success = (route: Endpoint, components: Components): JsonSchema => {
  if (route.response) {
    const schema = components.schema(route.response, 'output');
    return { description: route.summary, content: { 'application/json': { schema } } };
  }
  if (route.contentType) {
    const schema = schemaOf(route.contentType);
    return { description: route.summary, content: { [route.contentType]: { schema } } };
  }
  return { description: route.summary };
};

const requestBody = (route: Endpoint, components: Components): JsonSchema | undefined => {
  if (route.body) {
    const schema = components.schema(route.body, 'input');
    return { required: true, content: { 'application/json': { schema } } };
  }
  if (route.bodyType) {
    const schema = { type: route.bodyType.startsWith('text/') ? 'string' : 'object' };
    return { required: true, content: { [route.bodyType]: { schema } } };
  }
  if (route.auth === 'signed-url' && route.method === 'PUT') {
    const schema = { type: 'string', format: 'binary' };
    return { required: true, content: { 'application/octet-stream': { schema } } };
  }
  return undefined;
};

const csrfText = ({ tokenScope }: Endpoint): string =>
  `Needs the header \`x-holdfast-request: 1\`${tokenScope ? ' on a session' : ''}.`;

/** One operation of the document, from one declared route. */
export const operation = (route: Endpoint, components: Components): JsonSchema => {
  const parameters = [...parametersIn(route.params, 'path'), ...parametersIn(route.query, 'query')];
  const csrf = byCookie(route) && route.method !== 'GET';
  const body = requestBody(route, components);
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    security: [...SECURITY[route.auth], ...(route.tokenScope ? [{ token: [] }] : [])],
    ...(route.permission ? { 'x-roles': PERMISSIONS[route.permission] } : {}),
    ...(route.tokenScope ? { 'x-token-scope': route.tokenScope } : {}),
    ...(csrf ? { description: csrfText(route) } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { [String(route.status)]: success(route, components), ...problemResponses(route, components) },
  };
};
