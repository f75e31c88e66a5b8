import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const bucket = {
  name: 'Bucket',
  kind: 's3',
  endpoint: 'http://127.0.0.1:13299',
  bucket: 'nobody-listens',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'a secret that is never shown',
};

describe('routes of locations', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  it('lists the folder of the server with what it holds and what it does not protect against', async () => {
    const backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
    const { commit } = await backup.prepare();
    await backup.commit(commit).expect(201);
    const page = await owner.get('/api/v1/locations').expect(200);
    expect(page.body).toMatchObject({
      total: 1,
      nextCursor: null,
      items: [{ kind: 'served-folder', name: 'This server', repositories: 1, snapshots: 1 }],
    });
    const [item] = (page.body as { items: { storedBytes: number; caution: string }[] }).items;
    expect(item?.storedBytes).toBeGreaterThan(1000);
    expect(item?.caution).toContain('folder of this server');
  });

  it('keeps no bucket that cannot be reached, and shows no secret', async () => {
    const answer = await owner.post('/api/v1/locations', bucket).expect(503, /storage-unreachable/);
    expect(JSON.stringify(answer.body)).not.toContain(bucket.secretAccessKey);
    expect(app.log.all()).not.toContain(bucket.secretAccessKey);
    expect((await owner.get('/api/v1/locations')).body).toMatchObject({ total: 1 });
  });

  it('keeps what is said about it, and takes it back', async () => {
    const [{ id }] = ((await owner.get('/api/v1/locations')).body as { items: [{ id: string }] }).items;
    const say = (said: object) => owner.patch(`/api/v1/locations/${id}`, said);
    const price = { perGibMonth: 0.0058, currency: 'USD', asOf: '2026-11-01' };
    const said = { jurisdiction: 'DE', expiresOn: '2027-01-31', price };
    expect((await say(said).expect(200)).body).toMatchObject({ name: 'This server', ...said, trouble: null });
    expect((await say({ name: 'Ours', price: null }).expect(200)).body).toMatchObject({
      ...said,
      name: 'Ours',
      price: null,
    });
    expect((await owner.get('/api/v1/locations')).body).toMatchObject({ items: [{ jurisdiction: 'DE' }] });
    for (const bad of [
      { jurisdiction: 'Germany' },
      { price: { perGibMonth: -1 } },
      { name: '' },
      { place: 'x' },
    ])
      await say(bad).expect(400, /request-invalid/);
    const log = (await app.audit(owner.companyId)).filter(({ action }) => action === 'location.changed');
    expect(log.map(({ details }) => details['what'])).toEqual([
      'jurisdiction, expiresOn, price',
      'name, price',
    ]);
  });

  it('refuses the addresses that serve credentials of machines, and endpoints that are none', async () => {
    for (const endpoint of [
      'http://169.254.169.254',
      'http://[fe80::1]',
      'ftp://example.com',
      'http://user:pass@127.0.0.1:13299',
    ]) {
      await owner.post('/api/v1/locations', { ...bucket, endpoint }).expect(400, /request-invalid/);
    }
    await owner.post('/api/v1/locations', { ...bucket, surprise: 1 }).expect(400);
  });

  it('is changed by owners and admins, read by those who read, and by nobody of another company', async () => {
    const auditor = await owner.colleague('auditor');
    await auditor.post('/api/v1/locations', bucket).expect(403, /role-refused/);
    await auditor.get('/api/v1/locations').expect(200);
    await (await owner.colleague('employee')).get('/api/v1/locations').expect(403);
    await app.http().get('/api/v1/locations').expect(401);
    const stranger = await app.companyWithOwner('Elsewhere');
    expect((await stranger.get('/api/v1/locations')).body).toMatchObject({
      total: 1,
      items: [{ snapshots: 0 }],
    });
  });
});
