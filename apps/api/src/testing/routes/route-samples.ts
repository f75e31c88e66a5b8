import { randomBytes } from 'node:crypto';
import { type EndpointId, type ErrorCode, PolicyV1 } from '@holdfast/contracts';
import { LAPTOP } from '../test-agent.js';
import type { TestConsole } from '../test-console.js';
import { AGENT_SAMPLES } from './agent-samples.js';
import { COVERAGE_SAMPLES } from './coverage-samples.js';
import { API_TOKEN_SAMPLES } from './api-token-samples.js';
import { INVENTORY_SAMPLES } from './inventory-samples.js';
import { KEY_SAMPLES } from './key-samples.js';
import { POLICY_SAMPLES } from './policy-samples.js';
import { NOTIFY_SAMPLES } from './notify-samples.js';
import type { RouteWorld } from './route-world.js';

/** What one call is made with. Ids in it are tried as a stranger's and as nobody's, one after the other. */
export interface RouteCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface RouteSample {
  /** A valid call in this company; asked again for each call, so that it may make what the call uses up. */
  readonly call: (world: RouteWorld, caller: TestConsole) => RouteCall | Promise<RouteCall>;
  /** Where even a valid call cannot succeed in a test, or not for this caller: what it is answered with instead. */
  readonly ends?: ErrorCode | ((caller: TestConsole) => ErrorCode | undefined);
  /** The caller's session is over afterwards. */
  readonly endsSession?: true;
}

export const endsOf = ({ ends }: RouteSample, caller: TestConsole): ErrorCode | undefined =>
  typeof ends === 'function' ? ends(caller) : ends;

const plain: RouteSample = { call: () => ({}) };
const withId = (id: (world: RouteWorld) => string, body?: RouteCall['body']): RouteSample => ({
  call: (world) => ({ params: { id: id(world) }, ...(body && { body }) }),
});
const page = (query: RouteCall['query'] = {}): RouteSample => ({
  call: () => ({ query: { limit: '1', ...query } }),
});
const person = (world: RouteWorld) => world.employeeId;
const phone = (world: RouteWorld) => world.backup.phoneId;
const policy = (world: RouteWorld) => world.policyId;
const connection = (world: RouteWorld) => world.connectionId;

/** Asked for by an agent in a browser, which a sample is not; its own spec is. */
const nobodyAsks: RouteSample = { call: () => ({ params: { uid: 'x'.repeat(43) } }), ends: 'not-found' };

/** Refused at once: a server that does not answer would be waited for. */
const RESERVED = { kind: 's3', endpoint: 'http://169.254.169.254', bucket: 'b' } as const;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const anyName = (): string => randomBytes(6).toString('hex');

const scimUser = (world: RouteWorld) => world.userId;
const scimGroup = (world: RouteWorld) => world.groupId;
const scimUserBody = () => ({ userName: `${anyName()}@example.com` });
const scimPatch = (value: object) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', value }],
});

/** Colleagues come by single sign-on: of all, the owner has a break-glass account. */
const hasAccount = ({ authenticator }: TestConsole): boolean => authenticator !== undefined;
const needsConfirmation = (caller: TestConsole): ErrorCode =>
  hasAccount(caller) ? 'confirmation-needed' : 'not-found';
const PROOF = { ticket: 'x'.repeat(20), totp: '000000' };

const statementOf = async (caller: TestConsole): Promise<Record<string, unknown>> => {
  const { body } = await caller.get('/api/v1/my/visibility');
  const { noticeVersion, textSha256 } = body as { noticeVersion: number; textSha256: string };
  return { noticeVersion, textSha256 };
};

/**
 * One entry for each route that a person or an agent calls: a route without one fails the tests that try every route. A
 * new route adds its line here.
 */
export const ROUTE_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  me: plain,
  signOut: { ...plain, endsSession: true },

  getAccount: plain,
  beginConfirmation: { ...plain, ends: (caller) => (hasAccount(caller) ? undefined : 'not-found') },
  confirmAccount: { call: () => ({ body: PROOF }), ends: 'ticket-refused' },
  beginNewFactor: { ...plain, ends: needsConfirmation },
  addFactor: { call: () => ({ body: PROOF }), ends: 'ticket-refused' },
  renamePasskey: {
    ...withId(({ passkeyId }) => passkeyId, { name: 'Key' }),
    ends: (caller) => (hasAccount(caller) ? undefined : 'not-found'),
  },
  removePasskey: { ...withId(({ passkeyId }) => passkeyId), ends: needsConfirmation },
  removeTotp: { ...plain, ends: needsConfirmation },
  changePassword: {
    call: () => ({ body: { former: 'x', password: 'six quiet harbours' } }),
    ends: needsConfirmation,
  },
  listOwnSessions: plain,
  endOwnSession: {
    call: async (_world, caller) => {
      await caller.again();
      const { body } = await caller.get('/api/v1/account/sessions');
      const { items } = body as { items: { id: string; current: boolean }[] };
      return { params: { id: items.find(({ current }) => !current)?.id ?? '' } };
    },
  },
  endOtherSessions: plain,
  endSessionsOf: withId(person),

  myVisibility: plain,
  acknowledgeMyNotice: { call: async (_world, caller) => ({ body: await statementOf(caller) }) },
  withdrawMyNotice: plain,
  myAnswer: plain,
  declareMine: { call: () => ({ body: { answer: 'declined' } }) },
  getNotice: plain,
  previewNotice: { call: () => ({ body: { text: 'Read this' } }) },
  publishNotice: {
    call: async (_world, caller) => {
      const { body } = await caller.get('/api/v1/my/visibility');
      const { noticeVersion: basedOn } = body as { noticeVersion: number };
      return { body: { text: `Read this ${anyName()}`, basedOn } };
    },
  },
  currentNotice: plain,
  declareAnswer: { call: () => ({ body: { answer: null } }) },
  getPrivacyDocument: { call: () => ({ params: { kind: 'works-council' } }) },

  listPhones: page(),
  getPhone: withId(phone),
  listSnapshots: { call: (world) => ({ params: { id: phone(world) }, query: { limit: '1' } }) },
  listRuns: { call: (world) => ({ params: { id: phone(world) }, query: { limit: '1' } }) },
  queueCommand: withId(phone, { kind: 'verify' }),
  releasePhone: { call: async (world) => ({ params: { id: await world.backup.agent.enrolPhone() } }) },
  // It is a colleague's: their own spec releases one's own.
  releaseOwnPhone: { ...withId(phone), ends: 'not-found' },

  listPeople: page(),
  getPerson: withId(person),
  addPerson: {
    call: () => ({ body: { name: 'New', email: `${anyName()}@example.com` } }),
  },
  changePerson: withId(person, { role: 'auditor' }),
  mintEnrolmentToken: withId(person),
  remindPerson: withId(person),
  listWorkstations: page(),
  revokeWorkstation: withId(({ spare }) => spare.enrolled.workstationId),
  listOwnWorkstations: plain,
  revokeOwnWorkstation: {
    ...withId(({ spare }) => spare.enrolled.workstationId),
    // It is a colleague's: their own spec revokes one's own.
    ends: 'not-found',
  },
  mintEnrolmentTokens: plain,

  getAgentAuthorization: nobodyAsks,
  approveAgentAuthorization: nobodyAsks,
  refuseAgentAuthorization: nobodyAsks,
  // No file: bodies of samples are JSON.
  importPeople: { ...plain, ends: 'file-refused' },

  getDirectory: plain,
  changeDirectory: { call: () => ({ body: { sharePercent: 20 } }) },
  makeDirectoryToken: { call: () => ({ body: { label: anyName() } }) },
  revokeDirectoryToken: {
    call: async (world) => {
      const made = await world.owner.post('/api/v1/directory/tokens', { label: anyName() });
      return { params: { id: (made.body as { made: { id: string } }).made.id } };
    },
  },
  listHeldRemovals: page(),
  confirmRemovals: { call: () => ({ body: { upTo: 0 } }) },
  refuseRemovals: { call: () => ({ body: { upTo: 0 } }) },

  listPolicies: page(),
  getPolicy: withId(policy),
  listPolicyVersions: { call: (world) => ({ params: { id: policy(world) }, query: { limit: '1' } }) },
  publishPolicy: {
    call: async (world) => {
      const id = policy(world);
      const { version } = (await world.owner.get(`/api/v1/policies/${id}`)).body as { version: number };
      const body = { basedOn: version, policy: PolicyV1.parse({ schema: 1, name: 'Standard' }) };
      return { params: { id }, body };
    },
  },

  listLocations: page(),
  addLocation: {
    call: () => ({ body: { ...RESERVED, name: 'Nowhere', accessKeyId: 'k', secretAccessKey: 's' } }),
    ends: 'request-invalid',
  },

  changeLocation: {
    call: (world) => ({ params: { id: world.backup.locationId }, body: { jurisdiction: 'DE' } }),
  },

  listSsoConnections: plain,
  addSsoConnection: { call: () => ({ body: { name: anyName() } }) },
  importSsoMetadata: { ...withId(connection, { xml: '<no-metadata/>' }), ends: 'sso-metadata-refused' },
  changeSsoDraft: { ...withId(connection, { joinOnSignIn: false }), ends: 'version-conflict' },
  discardSsoDraft: withId(connection),
  switchOnSso: { ...withId(connection), ends: 'sso-not-tested' },
  switchOffSso: withId(connection, { endSessions: false }),
  removeSsoConnection: {
    call: async (world) => {
      const made = await world.owner.post('/api/v1/sso/connections', { name: anyName() });
      return { params: { id: (made.body as { id: string }).id } };
    },
  },

  listLeavers: page(),
  getLeaver: withId(({ leaverId }) => leaverId),
  extendLeaver: {
    call: async ({ newLeaver }) => ({
      params: { id: await newLeaver() },
      body: { accessUntil: inDays(90) },
    }),
  },
  makeLeaverLink: withId(({ leaverId }) => leaverId),
  holdLeaver: {
    call: (world) => ({ params: { id: world.leaverId }, body: { reason: 'A reason', reviewBy: inDays(90) } }),
  },
  liftHold: {
    call: async (world) => {
      const id = await world.newLeaver();
      await world.owner.put(`/api/v1/leavers/${id}/hold`, { reason: 'A reason', reviewBy: inDays(9) });
      return { params: { id } };
    },
  },
  erasureCertificate: { ...withId(({ leaverId }) => leaverId), ends: 'not-found' },
  leaverTerms: plain,
  changeLeaverTerms: { call: () => ({ body: { accessDays: 30 } }) },

  listAudit: { call: (world) => ({ query: { limit: '1', person: person(world) } }) },
  exportAudit: plain,
  auditAnchors: plain,
  accessLog: page(),

  enrolWorkstation: { call: () => ({ body: LAPTOP }) },
  scimConfig: plain,
  scimResourceTypes: plain,
  scimResourceType: { call: () => ({ params: { id: 'User' } }) },
  scimSchemas: plain,
  scimSchema: { call: () => ({ params: { id: 'urn:ietf:params:scim:schemas:core:2.0:Group' } }) },
  scimListUsers: { call: () => ({ query: { count: '1' } }) },
  scimGetUser: withId(scimUser),
  scimCreateUser: { call: () => ({ body: scimUserBody() }) },
  scimReplaceUser: { call: (world) => ({ params: { id: scimUser(world) }, body: scimUserBody() }) },
  scimPatchUser: withId(scimUser, scimPatch({ displayName: 'Patched' })),
  scimDeleteUser: { call: async ({ directory }) => ({ params: { id: (await directory.user()).id } }) },
  scimListGroups: { call: () => ({ query: { count: '1' } }) },
  scimGetGroup: withId(scimGroup),
  scimCreateGroup: { call: () => ({ body: { displayName: anyName() } }) },
  scimReplaceGroup: {
    call: (world) => ({ params: { id: scimGroup(world) }, body: { displayName: anyName() } }),
  },
  scimPatchGroup: withId(scimGroup, scimPatch({ externalId: 'e' })),
  scimDeleteGroup: {
    call: async ({ directory }) => {
      const made = await directory.send('post', '/Groups', { displayName: anyName() });
      return { params: { id: (made.body as { id: string }).id } };
    },
  },

  ...COVERAGE_SAMPLES,
  ...AGENT_SAMPLES,
  ...API_TOKEN_SAMPLES,
  ...INVENTORY_SAMPLES,
  ...KEY_SAMPLES,
  ...POLICY_SAMPLES,
  ...NOTIFY_SAMPLES,
};
