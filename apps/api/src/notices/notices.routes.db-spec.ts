import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CompanyNotice, type MyVisibility, type Notice, PolicyV1 } from '@holdfast/contracts';
import { statementText, visibilityOf } from '@holdfast/policy';
import { dataPack } from '../backup/testing/sealed-objects.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;

describe('notices', () => {
  let app: TestApp;
  let owner: TestConsole;
  let employee: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employee = await owner.colleague('employee');
    backup = await TestBackup.of(app, await app.agentOf(owner, employee.employeeId));
  });
  afterAll(() => app.stop());
  beforeEach(() => backup.agent.acknowledge());

  const mine = async () => (await employee.get('/api/v1/my/visibility').expect(200)).body as MyVisibility;
  const company = async () => (await owner.get('/api/v1/notice').expect(200)).body as CompanyNotice;
  const publishPolicy = async (change: (policy: PolicyV1) => PolicyV1) => {
    const { items } = (await owner.get('/api/v1/policies')).body as { items: { id: string }[] };
    const id = items[0]?.id ?? '';
    const { version, policy } = (await owner.get(`/api/v1/policies/${id}`)).body as {
      version: number;
      policy: PolicyV1;
    };
    const body = { basedOn: version, policy: change(PolicyV1.parse(policy)) };
    await owner.post(`/api/v1/policies/${id}/versions`, body).expect(201);
  };

  it('gives the agent the statement that the policy yields, word for word', async () => {
    const notice = (await backup.agent.get('/agent/v1/notice').expect(200)).body as Notice;
    const { policy } = (await backup.agent.get('/agent/v1/policy').expect(200)).body as { policy: PolicyV1 };
    const text = statementText(notice.notice, visibilityOf(policy, undefined));
    expect(notice.text).toBe(text);
    expect(notice.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect((await company()).statement).toBe(text);
    const shown = await mine();
    expect(shown).toMatchObject({ textSha256: notice.sha256, standing: 'acknowledged' });
    for (const { claims } of shown.columns) for (const claim of claims) expect(text).toContain(claim.text);
  });

  it('keeps the words that were read, by their hash', async () => {
    const { textSha256 } = await mine();
    const [kept] = await app.sql<{ text: string }>('SELECT text FROM notices_statements WHERE sha256 = $1', [
      textSha256,
    ]);
    expect(
      createHash('sha256')
        .update(kept?.text ?? '')
        .digest('hex'),
    ).toBe(textSha256);
  });

  it('opens again when the policy means something else, and not when it does not', async () => {
    const before = await mine();
    await publishPolicy((policy) => ({ ...policy, schedule: { ...policy.schedule, everyHours: 12 } }));
    expect(await mine()).toMatchObject({ standing: 'acknowledged', textSha256: before.textSha256 });
    await publishPolicy((policy) => ({ ...policy, privacy: { ...policy.privacy, companyKey: 'none' } }));
    const after = await mine();
    expect(after.standing).toBe('open');
    const checkedIn = await backup.agent.post('/agent/v1/check-in', {
      agentVersion: '1',
      spoolBytes: 0,
      phones: [],
    });
    expect(checkedIn.body).toMatchObject({
      notice: { acknowledged: false, current: { sha256: after.textSha256 } },
    });
    const old = { noticeVersion: before.noticeVersion, textSha256: before.textSha256 };
    expect(code(await employee.post('/api/v1/my/notice/acknowledgements', old).expect(409))).toBe(
      'version-conflict',
    );
    const read = { noticeVersion: after.noticeVersion, textSha256: after.textSha256 };
    await employee.post('/api/v1/my/notice/acknowledgements', read).expect(204);
    expect((await mine()).standing).toBe('acknowledged');
  });

  describe('without an acknowledgement', () => {
    const run = () => ({ runId: crypto.randomUUID(), phoneId: backup.phoneId });

    it('begins no backup, enrols no phone, and lets everything be read back', async () => {
      await publishPolicy((policy) => ({
        ...policy,
        privacy: { ...policy.privacy, purpose: `Purpose ${crypto.randomUUID()}` },
      }));
      const { agent, repositoryId, locationId } = backup;
      expect(code(await agent.post('/agent/v1/runs', { ...run(), kind: 'backup' }).expect(409))).toBe(
        'notice-open',
      );
      expect(code(await agent.post('/agent/v1/phones', agent.phone()).expect(409))).toBe('notice-open');
      await agent.post('/agent/v1/runs', { ...run(), kind: 'verify' }).expect(201);
      await agent.post('/agent/v1/repositories').expect(200);
      await agent.get(`/agent/v1/repositories/${repositoryId}/state`).expect(200);
      await agent.get(`/agent/v1/repositories/${repositoryId}/objects?locationId=${locationId}`).expect(200);
    });

    it('a run that began before a change may end; after a withdrawal it goes nowhere', async () => {
      const { agent, repositoryId, locationId } = backup;
      const { commit } = await backup.prepare();
      await publishPolicy((policy) => ({
        ...policy,
        privacy: { ...policy.privacy, purpose: `Purpose ${crypto.randomUUID()}` },
      }));
      await backup.commit(commit).expect(201);
      await agent.acknowledge();
      const half = await backup.prepare();
      await agent.post('/agent/v1/withdrawals').expect(204);
      await agent.post('/agent/v1/withdrawals').expect(204);
      expect((await mine()).standing).toBe('withdrawn');
      const { name, sha256, size } = dataPack();
      const uploads = { locationId, objects: [{ name, sha256, size }] };
      for (const [path, body] of [
        [`/agent/v1/repositories/${repositoryId}/uploads`, uploads],
        ['/agent/v1/leases', { phoneId: backup.phoneId }],
      ] as const)
        expect(code(await agent.post(path, body).expect(409))).toBe('notice-open');
      expect(code(await backup.commit(half.commit).expect(409))).toBe('notice-open');
      await agent.get(`/agent/v1/repositories/${repositoryId}/state`).expect(200);
    });
  });

  it('lets owner and privacy officer publish, and counts who has to read again', async () => {
    const privacy = await owner.colleague('privacy');
    const admin = await owner.colleague('admin');
    const { version, acknowledged, employees } = await company();
    expect(acknowledged).toBe(1);
    expect(employees).toBeGreaterThan(acknowledged);
    const text = 'Please read this.\n\nAsk Vera if anything is unclear.';
    await admin.post('/api/v1/notice/versions', { text, basedOn: version }).expect(403);
    const preview = await privacy.post('/api/v1/notice/previews', { text }).expect(200);
    const published = await privacy.post('/api/v1/notice/versions', { text, basedOn: version }).expect(201);
    expect(published.body).toMatchObject({ version: version + 1, text, acknowledged: 0, ...preview.body });
    for (const basedOn of [version, version + 1])
      expect(code(await privacy.post('/api/v1/notice/versions', { text, basedOn }).expect(409))).toBe(
        'version-conflict',
      );
    expect((await company()).versions[0]).toMatchObject({ version: version + 1, text });
    expect((await mine()).standing).toBe('open');
  });

  it('twenty publications at once make one version', async () => {
    const { version } = await company();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        owner.post('/api/v1/notice/versions', { text: `Text ${String(at)}`, basedOn: version }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await company()).version).toBe(version + 1);
  });

  describe('what somebody said instead of enrolling a phone', () => {
    it('opens no gap, is counted with who has no phone, and is told by no route to anybody else', async () => {
      const person = await owner.colleague('employee');
      const gaps = async () =>
        JSON.stringify((await owner.get('/api/v1/gaps?limit=100').expect(200)).body).includes(
          person.employeeId,
        );
      expect(await gaps()).toBe(true);
      const before = (await owner.get('/api/v1/overview').expect(200)).body as { headline: object };
      await person.put('/api/v1/my/answer', { answer: 'declined' }).expect(204);
      expect(await gaps()).toBe(false);
      const after = (await owner.get('/api/v1/overview').expect(200)).body as { headline: object };
      expect(after.headline).toEqual(before.headline);
      expect((await person.get('/api/v1/my/answer').expect(200)).body).toMatchObject({ answer: 'declined' });
      for (const path of ['people?limit=100', `people/${person.employeeId}`, 'audit?limit=100', 'overview'])
        expect((await owner.get(`/api/v1/${path}`).expect(200)).text.replace('"declined":0', '')).not.toMatch(
          /declined|not-for-work/,
        );
      const reminded = await owner.post(`/api/v1/people/${person.employeeId}/reminders`).expect(202);
      expect(reminded.body).toMatchObject({ sent: false });
      await person.put('/api/v1/my/answer', { answer: null }).expect(204);
      expect(await gaps()).toBe(true);
    });

    it('is taken back by enrolling a phone', async () => {
      const person = await owner.colleague('employee');
      const agent = await app.agentOf(owner, person.employeeId);
      await agent.put('/agent/v1/answer', { answer: 'not-for-work' }).expect(204);
      await agent.enrolPhone();
      expect((await person.get('/api/v1/my/answer').expect(200)).body).toEqual({ answer: null, on: null });
    });
  });
});
