import { CORE_GROUP, CORE_USER, ENTERPRISE } from './urns.js';

/** What of an attribute differs from RFC 7643's usual. */
interface Told {
  readonly type?: 'string' | 'boolean' | 'complex' | 'reference';
  readonly multiValued?: true;
  readonly required?: true;
  readonly caseExact?: true;
  readonly mutability?: 'readOnly';
  readonly returned?: 'always';
  readonly uniqueness?: 'server';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly object[];
}

const attribute = (name: string, description: string, told: Told = {}): object => ({
  name,
  type: 'string',
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...told,
});
const complex = (name: string, description: string, subAttributes: readonly object[], told: Told = {}) =>
  attribute(name, description, { ...told, type: 'complex', subAttributes });

/** Only what is kept (RFC 7643, section 7): a directory that asks maps nothing else. */
export const SCHEMAS = [
  {
    id: CORE_USER,
    name: 'User',
    description: 'A person of the company',
    attributes: [
      attribute('userName', 'The name under which the directory knows them', {
        required: true,
        uniqueness: 'server',
      }),
      attribute('displayName', 'What they are called'),
      complex('name', 'The parts of their name', [
        attribute('givenName', 'First name'),
        attribute('familyName', 'Last name'),
      ]),
      attribute('active', 'Whether they work here', { type: 'boolean' }),
      complex(
        'emails',
        'One address: the primary one, else the one for work',
        [
          attribute('value', 'The address', { required: true }),
          attribute('type', 'Always work', { canonicalValues: ['work'] }),
          attribute('primary', 'Always true', { type: 'boolean' }),
        ],
        { multiValued: true, required: true },
      ),
    ],
  },
  {
    id: ENTERPRISE,
    name: 'EnterpriseUser',
    description: 'Where they work',
    attributes: [
      attribute('department', 'Department'),
      complex('manager', 'Whom they report to', [
        attribute('value', 'The id of that person here', { caseExact: true }),
      ]),
    ],
  },
  {
    id: CORE_GROUP,
    name: 'Group',
    description: 'A group of people',
    attributes: [
      attribute('displayName', 'Its name', { required: true, uniqueness: 'server' }),
      complex(
        'members',
        'People in it; groups in groups are not kept',
        [
          attribute('value', 'The id of a person here', { caseExact: true }),
          attribute('display', 'Their name', { mutability: 'readOnly' }),
          attribute('type', 'Always User', { canonicalValues: ['User'] }),
          attribute('$ref', 'Their address', { type: 'reference', referenceTypes: ['User'] }),
        ],
        { multiValued: true },
      ),
    ],
  },
] as const;

export const RESOURCE_TYPES = [
  {
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'People of the company',
    schema: CORE_USER,
    schemaExtensions: [{ schema: ENTERPRISE, required: false }],
  },
  {
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'Groups of the directory',
    schema: CORE_GROUP,
    schemaExtensions: [],
  },
] as const;

/** RFC 7643, section 5. */
export const serviceProviderConfig = (base: string): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token from Settings, Directory, in the header Authorization',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

const described =
  (schema: string, resourceType: string, folder: string) =>
  <T extends { readonly id: string }>(resource: T, base: string): object => ({
    schemas: [schema],
    ...resource,
    meta: { resourceType, location: `${base}/${folder}/${resource.id}` },
  });

export const describeSchema = described('urn:ietf:params:scim:schemas:core:2.0:Schema', 'Schema', 'Schemas');
export const describeResourceType = described(
  'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  'ResourceType',
  'ResourceTypes',
);
