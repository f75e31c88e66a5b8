import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnomalyRow, CommitFacts } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Tenant } from '../database/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { frozenPhones } from './index.js';

const photos = (facts: Partial<CommitFacts['categories'][number]>): CommitFacts => ({
  categories: [
    {
      category: 'photos',
      files: 1000,
      bytes: 3e9,
      added: 3,
      changed: 1,
      removed: 1,
      highEntropyChangedBytes: 3e6,
      ...facts,
    },
  ],
  leftOut: [],
  storedBytes: 1e7,
  readBytes: 1e7,
  durationMs: 1000,
});
const ENCRYPTED = photos({ changed: 900, added: 0, removed: 0, highEntropyChangedBytes: 2.7e9 });

describe('anomalies', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Ada')));
  });
  afterAll(() => app.stop());

  const commit = async (facts: CommitFacts) => {
    const { commit: prepared } = await backup.prepare();
    const asked = { ...prepared, facts };
    await backup.commit(asked).expect(201);
    return asked;
  };
  const list = async (query = '') =>
    ((await owner.get(`/api/v1/anomalies?${query}`).expect(200)).body as { items: AnomalyRow[] }).items;
  const gaps = async () => {
    const { body } = await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200);
    return (body as { gaps: { code: string }[] }).gaps.map(({ code }) => code);
  };
  const frozen = () =>
    app
      .get(Tenant)
      .run(owner.companyId, (db) => frozenPhones(db, owner.companyId, [backup.phoneId]))
      .then((phones) => phones.has(backup.phoneId));

  it('are found with the commit that shows them, once, and freeze what is older until somebody looks', async () => {
    for (let day = 0; day < 3; day++) await commit(photos({}));
    expect(await list()).toEqual([]);
    expect(await frozen()).toBe(false);
    const asked = await commit(ENCRYPTED);
    await backup.commit(asked).expect(201);
    expect(await list()).toMatchObject([
      { kind: 'encrypted', category: null, verdict: null, freezes: true, phone: { id: backup.phoneId } },
    ]);
    expect((await list())[0]?.sentence).toBe(
      '90 % of the files were changed into what looks like noise, as encryption does it.',
    );
    expect(await gaps()).toContain('suspicious-change');
    expect(await frozen()).toBe(true);
  });

  it('stay open while it was harm, and are over when it was expected or all is restored', async () => {
    const [found] = await list('open=yes');
    const say = (verdict: string) => owner.post(`/api/v1/anomalies/${found?.id ?? ''}/verdict`, { verdict });
    await say('nonsense').expect(400);
    await say('harm').expect(204);
    expect(await gaps()).toContain('suspicious-change');
    expect(await frozen()).toBe(true);
    await say('recovered').expect(204);
    expect(await gaps()).not.toContain('suspicious-change');
    expect(await frozen()).toBe(false);
    expect(await list('open=yes')).toEqual([]);
    expect(await list(`phone=${backup.phoneId}`)).toMatchObject([
      { verdict: 'recovered', lookedAtBy: 'Olga Owner', freezes: false },
    ]);
    expect((await app.audit(owner.companyId)).map(({ action }) => action)).toContain('anomaly.judged');
  });

  it('are judged by who rules the backups, of their own company', async () => {
    const [found] = await list();
    const path = `/api/v1/anomalies/${found?.id ?? ''}/verdict`;
    await (await owner.colleague('auditor')).post(path, { verdict: 'expected' }).expect(403);
    const stranger = await app.companyWithOwner('Elsewhere');
    await stranger.post(path, { verdict: 'expected' }).expect(404);
    expect((await stranger.get('/api/v1/anomalies').expect(200)).body).toMatchObject({ total: 0 });
  });
});
