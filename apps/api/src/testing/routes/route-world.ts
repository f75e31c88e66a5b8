import { randomUUID } from 'node:crypto';
import { type Role, ROLES } from '@holdfast/contracts';
import { TestScript } from '../../api-tokens/testing/test-script.js';
import { TestBackup } from '../../backup/testing/test-backup.js';
import { Transitions } from '../../coverage/index.js';
import { TestDirectory } from '../../directory/testing/test-directory.js';
import { TestAccount } from '../test-account.js';
import type { TestAgent } from '../test-agent.js';
import type { TestApp } from '../test-app.js';
import type { TestConsole } from '../test-console.js';

/** A company with one of everything, and a signed-in person of each role: what calls of all routes are made with. */
export interface RouteWorld {
  readonly app: TestApp;
  readonly owner: TestConsole;
  readonly colleagues: Readonly<Record<Role, TestConsole>>;
  readonly employeeId: string;
  readonly backup: TestBackup;
  readonly runId: string;
  /** A second workstation of the employee, which calls may revoke. */
  readonly spare: TestAgent;
  readonly policyId: string;
  readonly connectionId: string;
  /** Somebody who has left, and one more each time. */
  readonly leaverId: string;
  readonly newLeaver: () => Promise<string>;
  /** An exemption that waits, one more each time, asked for by a colleague of its own. */
  readonly newExemption: () => Promise<string>;
  /** An open incident, one more each time: nothing stands behind it, so the jobs close it soon. */
  readonly newIncident: () => Promise<string>;
  readonly anomalyId: string;
  /** A question that nobody works on, one more each time. */
  readonly newWhatIf: () => Promise<string>;
  readonly whatIfId: string;
  readonly directory: TestDirectory;
  /** A script of the company that may do all that scripts may. */
  readonly script: TestScript;
  /** Of the directory: a person, and a group that they are in. */
  readonly userId: string;
  readonly groupId: string;
  /** Of the owner. */
  readonly passkeyId: string;
}

const idOf = (answer: { body: unknown }): string => (answer.body as { id: string }).id;

/** A passkey of the owner, who is then no longer confirmed: what needs that is refused. */
const makePasskey = async (app: TestApp, owner: TestConsole): Promise<string> => {
  const account = new TestAccount(owner);
  await account.addPasskey();
  await app.sql('UPDATE sessions_open SET confirmed_until = NULL WHERE company_id = $1', [owner.companyId]);
  return (await account.read()).passkeys[0]?.id ?? '';
};

/** `mark` is in every name of the company, so that it is known wherever it turns up. */
export const makeRouteWorld = async (app: TestApp, mark: string): Promise<RouteWorld> => {
  const owner = await app.companyWithOwner(`${mark} Ltd`);
  const colleagues = { owner } as Record<Role, TestConsole>;
  for (const role of ROLES) colleagues[role] = role === 'owner' ? owner : await owner.colleague(role);
  const employeeId = await owner.employee(`${mark} Person`, `${mark} Department`);
  await owner.employee(`${mark} Without a phone`);
  const backup = await TestBackup.of(app, await app.agentOf(owner, employeeId), `${mark} phone`);
  await TestBackup.of(app, backup.agent, `${mark} second phone`);
  for (let version = 0; version < 2; version++)
    await backup.commit((await backup.prepare()).commit).expect(201);
  const runId = await backup.startRun(randomUUID());
  const progress = { phase: 'reading', filesDone: 1, filesTotal: 3, bytesDone: 10, bytesTotal: 30 };
  await backup.agent
    .patch(`/agent/v1/runs/${runId}`, { progress: { ...progress, bytesPerSecond: 5 } })
    .expect(204);
  const attached = {
    agentVersion: '0.1.0',
    spoolBytes: 0,
    phones: [{ phoneId: backup.phoneId, attach: 'ready' }],
  };
  await backup.agent.post('/agent/v1/check-in', attached).expect(200);
  // Overdue, and never backed up: the sentences of gaps are told too.
  await app.get(Transitions).run(owner.companyId, new Date(Date.now() + 9 * 86_400_000));
  const policies = await owner.get('/api/v1/policies').expect(200);
  const policyId = (policies.body as { items: { id: string }[] }).items[0]?.id ?? '';
  const newLeaver = async () => {
    const id = await owner.employee(`${mark} Leaver`);
    await owner.patch(`/api/v1/people/${id}`, { active: false }).expect(200);
    return id;
  };
  const asker = await owner.colleague('admin');
  const newExemption = async () => {
    const until = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    const asked = { for: { employeeId }, reason: `${mark} leave`, ownerId: owner.employeeId, until };
    await asker.post('/api/v1/exemptions', asked).expect(201);
    const [made] = await app.sql<{ id: string }>(
      `SELECT id FROM coverage_exemptions WHERE company_id = $1 AND approved_at IS NULL AND ended_at IS NULL
       ORDER BY ctid DESC LIMIT 1`,
      [owner.companyId],
    );
    return made?.id ?? '';
  };
  const newIncident = async () => {
    const [incident] = await app.sql<{ id: string }>(
      `INSERT INTO coverage_incidents (company_id, kind, key, severity, details, since, opened_at)
       VALUES ($1, 'location-expiring', gen_random_uuid(), 'risk', '{"name": "Bucket"}', now(), now()) RETURNING id`,
      [owner.companyId],
    );
    return incident?.id ?? '';
  };
  const newWhatIf = async () => {
    const [asked] = await app.sql<{ id: string }>(
      `INSERT INTO coverage_what_ifs (company_id, id, asked_by, asked_at, policy, beat_at, of)
       VALUES ($1, gen_random_uuid(), $2, now(), '{"schema": 1, "name": "Draft"}', now() + interval '1 hour', 1)
       RETURNING id`,
      [owner.companyId, owner.employeeId],
    );
    return asked?.id ?? '';
  };
  const [anomaly] = await app.sql<{ id: string }>(
    `INSERT INTO anomalies_found (company_id, phone_id, snapshot_id, kind, details, found_at)
     SELECT company_id, phone_id, id, 'gone', '{"removedPercent": 60}', now() FROM backup_snapshots
     WHERE company_id = $1 LIMIT 1 RETURNING id`,
    [owner.companyId],
  );
  const connection = await owner.post('/api/v1/sso/connections', { name: `${mark} directory` }).expect(201);
  const directory = await TestDirectory.of(app, owner);
  const { id: userId } = await directory.user({ displayName: `${mark} of the directory` });
  const group = { displayName: `${mark} group`, members: [{ value: userId }] };
  const { id: groupId } = (await directory.send('post', '/Groups', group).expect(201)).body as { id: string };
  return {
    app,
    owner,
    colleagues,
    employeeId,
    backup,
    runId,
    spare: await app.agentOf(owner, employeeId),
    policyId,
    connectionId: idOf(connection),
    leaverId: await newLeaver(),
    newLeaver,
    newExemption,
    newIncident,
    newWhatIf,
    whatIfId: await newWhatIf(),
    anomalyId: anomaly?.id ?? '',
    directory,
    script: await TestScript.of(app, owner),
    userId,
    groupId,
    passkeyId: await makePasskey(app, owner),
  };
};
