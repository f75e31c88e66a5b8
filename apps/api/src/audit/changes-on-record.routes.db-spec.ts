import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditAction, type Endpoint, endpoints, type MyVisibility, PolicyV1 } from '@holdfast/contracts';
import { TestScript } from '../api-tokens/testing/test-script.js';
import { dataPack } from '../backup/testing/sealed-objects.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestDirectory } from '../directory/testing/test-directory.js';
import { LEAVERS_ON_RECORD } from './testing/leavers-on-record.js';
import { NOTIFY_ON_RECORD } from './testing/notify-on-record.js';
import { INSTALLATION } from './index.js';
import { pathOf, TestProvider } from '../sso/testing/test-provider.js';
import { TestAgent } from '../testing/test-agent.js';
import { TestOperator } from '../testing/test-operator.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const SECOND_FACTOR = '../sessions/second-factor.routes.db-spec.ts';
const OPERATOR = '../operators/operator-sign-in.routes.db-spec.ts';
const WORKSTATIONS = '../agents/workstations.routes.db-spec.ts';
const RELEASED = '../agents/released-phones.routes.db-spec.ts';
const APPROVAL = '../authorization/approval.routes.db-spec.ts';
const EXEMPTIONS = '../coverage/gaps.routes.db-spec.ts';
const REMOVALS = '../directory/removals/removals.routes.db-spec.ts';
const ACCOUNT = '../account/account.routes.db-spec.ts';
const KEYS = '../keys/keys.routes.db-spec.ts';
const INVENTORY = '../inventory/inventory.routes.db-spec.ts';
const JOINING = '../joining/joining.routes.db-spec.ts';
const POLICIES = '../policies/policies.routes.db-spec.ts';
const DOCUMENTS = '../policies/document/document.routes.db-spec.ts';

/** What a call writes and how it is made, `in` another chain than the company's; or which other spec holds it against the log. */
type OnRecord =
  | {
      readonly writes: readonly AuditAction[];
      readonly call: () => Promise<unknown>;
      readonly in?: typeof INSTALLATION;
    }
  | { readonly writes: readonly AuditAction[]; readonly shownBy: string };

describe('each change is on record', () => {
  let app: TestApp;
  let owner: TestConsole;
  let agent: TestAgent;
  let backup: TestBackup;
  let provider: TestProvider;
  let operator: TestOperator;
  let employeeId: string;
  let directory: TestDirectory;
  let script: TestScript;
  let userId: string;
  let groupId: string;
  beforeAll(async () => {
    app = await TestApp.start({ OPERATORS: '1' });
    owner = await app.companyWithOwner();
    employeeId = await owner.employee();
    agent = await app.agentOf(owner, employeeId);
    backup = await TestBackup.of(app, agent);
    operator = await TestOperator.of(app);
  });
  afterAll(() => app.stop());

  const token = async (): Promise<string> => {
    const minted = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    return (minted.body as { token: string }).token;
  };
  const publish = async () => {
    const { items } = (await owner.get('/api/v1/policies')).body as { items: { id: string }[] };
    const policy = PolicyV1.parse({ schema: 1, name: 'Standard', schedule: { everyHours: 12 } });
    return owner.post(`/api/v1/policies/${items[0]?.id ?? ''}/versions`, { basedOn: 1, policy }).expect(201);
  };
  const acknowledgeMine = async () => {
    const { noticeVersion, textSha256 } = (await owner.get('/api/v1/my/visibility')).body as MyVisibility;
    await owner.post('/api/v1/my/notice/acknowledgements', { noticeVersion, textSha256 }).expect(204);
  };
  const nothing = (call: () => Promise<unknown>): OnRecord => ({ writes: [], call });

  const table: Record<string, OnRecord> = {
    addPerson: { writes: ['person.added'], call: () => owner.employee('Second') },
    changePerson: {
      writes: ['person.changed'],
      call: () => owner.patch(`/api/v1/people/${employeeId}`, { role: 'helpdesk' }).expect(200),
    },
    importPeople: {
      writes: ['people.imported'],
      call: () =>
        app
          .http()
          .post('/api/v1/people/import?dryRun=false')
          .set({ cookie: owner.cookie, 'x-holdfast-request': '1', 'content-type': 'text/csv' })
          .send('name,email\nFile Person,file@example.com')
          .expect(200),
    },
    changeDirectory: {
      writes: ['directory.changed'],
      call: () => owner.patch('/api/v1/directory', { sharePercent: 20 }).expect(200),
    },
    makeDirectoryToken: {
      writes: ['directory.token-made'],
      call: async () => (directory = await TestDirectory.of(app, owner)),
    },
    scimCreateUser: { writes: ['person.added'], call: async () => (userId = (await directory.user()).id) },
    scimReplaceUser: {
      writes: ['person.changed'],
      call: () => directory.send('put', `/Users/${userId}`, { userName: 'put@example.com' }).expect(200),
    },
    scimPatchUser: {
      writes: ['person.changed'],
      call: () =>
        directory.patch(`/Users/${userId}`, { op: 'replace', value: { displayName: 'New' } }).expect(200),
    },
    scimCreateGroup: {
      writes: ['group.added'],
      call: async () => {
        const made = await directory.send('post', '/Groups', { displayName: 'Everybody' }).expect(201);
        groupId = (made.body as { id: string }).id;
      },
    },
    scimReplaceGroup: {
      writes: ['group.changed'],
      call: () => directory.send('put', `/Groups/${groupId}`, { displayName: 'All' }).expect(200),
    },
    scimPatchGroup: {
      writes: ['group.changed'],
      call: () =>
        directory
          .patch(`/Groups/${groupId}`, { op: 'add', path: 'members', value: { value: userId } })
          .expect(204),
    },
    scimDeleteGroup: {
      writes: ['group.removed'],
      call: () => directory.send('delete', `/Groups/${groupId}`).expect(204),
    },
    scimDeleteUser: {
      writes: ['person.left'],
      call: () => directory.send('delete', `/Users/${userId}`).expect(204),
    },
    revokeDirectoryToken: {
      writes: ['directory.token-revoked'],
      call: () => owner.delete(`/api/v1/directory/tokens/${directory.tokenId}`).expect(204),
    },
    makeApiToken: {
      writes: ['api-token.made'],
      call: async () => (script = await TestScript.of(app, owner)),
    },
    revokeApiToken: {
      writes: ['api-token.revoked'],
      call: () => owner.delete(`/api/v1/api-tokens/${script.tokenId}`).expect(204),
    },
    replaceInventory: { writes: ['inventory.imported'], shownBy: INVENTORY },
    changeInventorySource: { writes: ['inventory.source-changed'], shownBy: INVENTORY },
    removeInventorySource: { writes: ['inventory.source-removed'], shownBy: INVENTORY },
    setInventoryPhoneAside: { writes: ['inventory.phone-set-aside'], shownBy: INVENTORY },
    takeInventoryPhoneBack: { writes: ['inventory.phone-taken-back'], shownBy: INVENTORY },
    confirmRemovals: { writes: ['directory.removals-confirmed'], shownBy: REMOVALS },
    refuseRemovals: { writes: ['directory.removals-refused'], shownBy: REMOVALS },
    mintEnrolmentToken: { writes: ['workstation.token-made'], call: token },
    mintEnrolmentTokens: {
      writes: ['everybody.viewed', 'workstation.tokens-made'],
      call: () => owner.post('/api/v1/enrolment-tokens').expect(201),
    },
    revokeWorkstation: { writes: ['workstation.revoked'], shownBy: WORKSTATIONS },
    revokeOwnWorkstation: { writes: ['workstation.revoked'], shownBy: WORKSTATIONS },
    approveAgentAuthorization: { writes: ['workstation.approved'], shownBy: APPROVAL },
    refuseAgentAuthorization: { writes: ['workstation.declined'], shownBy: APPROVAL },
    remindPerson: {
      writes: ['reminder.asked'],
      call: () => owner.post(`/api/v1/people/${employeeId}/reminders`).expect(202),
    },
    assignGaps: {
      writes: ['gaps.assigned'],
      call: () =>
        owner
          .post('/api/v1/gaps/owner', { gaps: { filter: { exempt: 'with' } }, ownerId: owner.employeeId })
          .expect(200),
    },
    ownIncident: { writes: ['incident.handed'], shownBy: '../coverage/incidents.db-spec.ts' },
    lookAtAnomaly: { writes: ['anomaly.judged'], shownBy: '../anomalies/anomalies.routes.db-spec.ts' },
    askWhatIf: { writes: [], shownBy: '../coverage/what-if.db-spec.ts' },
    cancelWhatIf: { writes: [], shownBy: '../coverage/what-if.db-spec.ts' },
    askExemption: { writes: ['exemption.asked'], shownBy: EXEMPTIONS },
    approveExemption: { writes: ['exemption.approved'], shownBy: EXEMPTIONS },
    endExemption: { writes: ['exemption.ended'], shownBy: EXEMPTIONS },
    remindPeople: {
      writes: ['reminders.asked'],
      call: () => owner.post('/api/v1/reminders', { ids: [employeeId] }).expect(202),
    },
    ...NOTIFY_ON_RECORD,
    changeMyReminders: nothing(() => owner.patch('/api/v1/my/reminders', { muted: true }).expect(200)),
    queueCommand: {
      writes: ['phone.command-queued'],
      call: () => owner.post(`/api/v1/phones/${backup.phoneId}/commands`, { kind: 'backup' }).expect(202),
    },
    publishPolicy: { writes: ['policy.published'], call: publish },
    changeLocation: { writes: ['location.changed'], shownBy: '../storage/locations.routes.db-spec.ts' },
    checkPolicy: { writes: [], shownBy: POLICIES },
    createPolicy: { writes: ['policy.added'], shownBy: POLICIES },
    setPolicyAssignments: { writes: ['policy.assigned'], shownBy: POLICIES },
    retirePolicy: { writes: ['policy.retired'], shownBy: POLICIES },
    diffPolicyDocument: { writes: [], shownBy: DOCUMENTS },
    applyPolicyDocument: { writes: ['policy.published', 'policy.document-applied'], shownBy: DOCUMENTS },
    addLocation: { writes: ['location.connected'], shownBy: '../storage/s3-location.s3-spec.ts' },
    enrolWorkstation: {
      writes: ['workstation.token-made', 'workstation.enrolled'],
      call: async () => TestAgent.withToken(app, await token()),
    },
    publishNotice: {
      writes: ['notice.published'],
      call: () => owner.post('/api/v1/notice/versions', { text: 'Read this', basedOn: 1 }).expect(201),
    },
    acknowledgeMyNotice: { writes: ['notice.acknowledged'], call: acknowledgeMine },
    withdrawMyNotice: {
      writes: ['notice.withdrawn'],
      call: () => owner.post('/api/v1/my/notice/withdrawals').expect(204),
    },
    withdrawNotice: {
      writes: ['notice.withdrawn'],
      call: () => agent.post('/agent/v1/withdrawals').expect(204),
    },
    acknowledgeNotice: { writes: ['notice.acknowledged'], call: () => agent.acknowledge() },
    previewNotice: nothing(() => owner.post('/api/v1/notice/previews', { text: 'Read that' }).expect(200)),
    declareMine: nothing(() => owner.put('/api/v1/my/answer', { answer: 'declined' }).expect(204)),
    declareAnswer: nothing(() => agent.put('/agent/v1/answer', { answer: null }).expect(204)),
    enrolPhone: { writes: ['phone.enrolled'], call: () => agent.enrolPhone() },
    releasePhone: { writes: ['phone.released'], shownBy: RELEASED },
    releaseOwnPhone: { writes: ['phone.released'], shownBy: RELEASED },
    giveUpPhone: { writes: ['phone.released'], shownBy: RELEASED },
    addSsoConnection: {
      writes: ['sso.connection-changed', 'sso.connection-changed'],
      call: async () => (provider = await TestProvider.drafted(app, owner)),
    },
    importSsoMetadata: { writes: ['sso.connection-changed'], call: () => provider.readMetadata() },
    changeSsoDraft: {
      writes: ['sso.connection-changed'],
      call: () => provider.change({ joinOnSignIn: true }),
    },
    switchOnSso: {
      writes: ['sso.tested', 'sso.switched-on'],
      call: async () => {
        await provider.passTest();
        await provider.switchOn();
      },
    },
    ssoAcs: { writes: ['person.added', 'sign-in.succeeded'], call: () => provider.signIn() },
    ssoLogoutPost: {
      writes: ['sign-in.refused'],
      call: () =>
        app
          .http()
          .post(pathOf(provider.connection.serviceProvider.sloUrl))
          .type('form')
          .send({ SAMLRequest: 'forged' })
          .expect(303),
    },
    discardSsoDraft: {
      writes: ['sso.connection-changed', 'sso.connection-changed'],
      call: async () => {
        await provider.change({ joinOnSignIn: false });
        await owner.delete(`${provider.path}/draft`).expect(200);
      },
    },
    switchOffSso: {
      writes: ['sso.switched-off'],
      call: () => owner.post(`${provider.path}/switch-off`, { endSessions: false }).expect(200),
    },
    removeSsoConnection: { writes: ['sso.removed'], call: () => owner.delete(provider.path).expect(204) },
    beginSetUp: nothing(() =>
      app
        .http()
        .post('/api/v1/session/set-up/begin')
        .send({ token: 'x'.repeat(43) }),
    ),
    setUp: { writes: ['account.made', 'sign-in.by-break-glass'], shownBy: SECOND_FACTOR },
    signIn: { writes: ['sign-in.refused', 'sign-in.by-break-glass'], shownBy: SECOND_FACTOR },
    secondFactor: { writes: ['sign-in.refused', 'sign-in.by-break-glass'], shownBy: SECOND_FACTOR },
    firstFactor: { writes: ['account.factor-added'], shownBy: SECOND_FACTOR },
    beginConfirmation: { writes: [], shownBy: ACCOUNT },
    confirmAccount: { writes: ['account.confirmed'], shownBy: ACCOUNT },
    beginNewFactor: { writes: [], shownBy: ACCOUNT },
    addFactor: { writes: ['account.factor-added'], shownBy: ACCOUNT },
    renamePasskey: { writes: ['account.factor-renamed'], shownBy: ACCOUNT },
    removePasskey: { writes: ['account.factor-removed'], shownBy: ACCOUNT },
    removeTotp: { writes: ['account.factor-removed'], shownBy: ACCOUNT },
    changePassword: { writes: ['account.password-changed'], shownBy: ACCOUNT },
    endOwnSession: { writes: ['session.revoked'], shownBy: ACCOUNT },
    endOtherSessions: { writes: ['session.revoked'], shownBy: ACCOUNT },
    endSessionsOf: {
      writes: ['session.revoked'],
      call: async () => {
        const { employeeId: colleague } = await owner.colleague('auditor');
        await owner.delete(`/api/v1/people/${colleague}/sessions`).expect(200);
      },
    },
    registerCompanyKey: { writes: ['recovery-key.registered', 'recovery-key.replaced'], shownBy: KEYS },
    registerRecoveryCode: { writes: ['recovery-code.registered', 'recovery-code.replaced'], shownBy: KEYS },
    recoveryCodeChallenge: { writes: [], shownBy: KEYS },
    proveRecoveryCode: { writes: ['recovery-code.proven', 'recovery-code.refused'], shownBy: KEYS },
    askToJoin: { writes: ['join.asked'], shownBy: JOINING },
    approveJoinRequest: { writes: ['join.approved'], shownBy: JOINING },
    refuseJoinRequest: { writes: ['join.refused'], shownBy: JOINING },
    refuseMyJoinRequest: { writes: ['join.refused'], shownBy: JOINING },
    tellWrongJoinCode: { writes: ['join.refused'], shownBy: JOINING },
    joinedRepository: { writes: ['join.joined'], shownBy: JOINING },
    ...LEAVERS_ON_RECORD,
    operatorBeginSetUp: { writes: [], shownBy: OPERATOR },
    operatorSetUp: { writes: ['operator.made', 'sign-in.by-break-glass'], shownBy: OPERATOR },
    operatorSignIn: { writes: ['sign-in.refused'], shownBy: OPERATOR },
    operatorSecondFactor: { writes: ['sign-in.by-break-glass'], shownBy: OPERATOR },
    addCompany: {
      in: INSTALLATION,
      writes: ['company.created'],
      call: () => operator.post('/operator/v1/companies', { name: 'Founded' }).expect(201),
    },
    replaceOwnerToken: {
      in: INSTALLATION,
      writes: ['company.created', 'company.setup-token-made'],
      call: async () => {
        const made = await operator.post('/operator/v1/companies', { name: 'Waiting' }).expect(201);
        const { id } = made.body as { id: string };
        await operator.post(`/operator/v1/companies/${id}/owner-token`).expect(201);
        expect((await app.audit(id)).map(({ action, actor }) => [action, actor.kind])).toEqual([
          ['company.created', 'operator'],
          ['company.setup-token-made', 'operator'],
        ]);
      },
    },
    inviteOperator: {
      in: INSTALLATION,
      writes: ['operator.token-made'],
      call: () => operator.post('/operator/v1/operators').expect(201),
    },
    changeOperator: {
      in: INSTALLATION,
      writes: ['operator.changed'],
      call: async () => {
        const { id } = await TestOperator.of(app, 'Second');
        await operator.patch(`/operator/v1/operators/${id}`, { active: false }).expect(200);
      },
    },
    operatorSignOut: {
      in: INSTALLATION,
      ...nothing(() => operator.delete('/operator/v1/session').expect(204)),
    },
    // What an agent reports of its own work is kept as runs, leases and snapshots, each with its date.
    checkIn: nothing(() =>
      agent.post('/agent/v1/check-in', { agentVersion: '0.1.0', spoolBytes: 0, phones: [] }).expect(200),
    ),
    openRepository: nothing(() => agent.post('/agent/v1/repositories').expect(200)),
    signUploads: nothing(() => backup.sign([dataPack()]).expect(200)),
    signDownloads: nothing(async () => {
      const { locationId, repositoryId } = backup;
      const names = [dataPack().name];
      await agent.post(`/agent/v1/repositories/${repositoryId}/downloads`, { locationId, names }).expect(200);
    }),
    startRun: nothing(() => backup.startRun()),
    reportRun: nothing(async () => {
      const path = `/agent/v1/runs/${await backup.startRun()}`;
      await agent.patch(path, { outcome: 'interrupted', cause: 'unplugged' }).expect(204);
    }),
    takeLease: nothing(() => backup.lease()),
    putObject: nothing(() => backup.upload(dataPack())),
    commitSnapshot: nothing(async () => backup.commit((await backup.prepare()).commit).expect(201)),
    signOut: {
      writes: ['sign-out'],
      call: async () => (await owner.colleague('admin')).delete('/api/v1/session').expect(200),
    },
  };

  it('by every route that is not a question', () => {
    const changing = (Object.values(endpoints) as Endpoint[]).filter(({ method }) => method !== 'GET');
    expect(Object.keys(table).sort()).toEqual(changing.map(({ id }) => id).sort());
  });

  it.each(Object.entries(table))('%s', async (_id, row) => {
    if ('shownBy' in row) {
      const spec = readFileSync(join(import.meta.dirname, row.shownBy), 'utf8');
      expect(row.writes.filter((action) => !spec.includes(`'${action}'`))).toEqual([]);
      return;
    }
    const chain = row.in ?? owner.companyId;
    const before = (await app.audit(chain)).length;
    await row.call();
    const written = (await app.audit(chain)).slice(before);
    expect(written.map(({ action }) => action)).toEqual(row.writes);
  });

  it('by pseudonyms: no name, address or id of a person is in the log', async () => {
    const rows = await app.sql<{ record: string }>('SELECT record FROM audit_events');
    const people = await app.sql<{ id: string; name: string; email: string }>(
      'SELECT id, name, email FROM people_employees',
    );
    const log = rows.map(({ record }) => record).join('\n');
    expect(people.length).toBeGreaterThan(4);
    const found = people.flatMap(({ id, name, email }) =>
      [id, name, email].filter((one) => log.includes(one)),
    );
    expect(found).toEqual([]);
  });
});
