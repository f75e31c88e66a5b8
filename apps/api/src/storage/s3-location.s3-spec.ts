import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditAnchors, PolicyV1, type SignedRequest } from '@holdfast/contracts';
import supertest from 'supertest';
import { AnchorHeads } from '../audit-log/index.js';
import { dataPack } from '../backup/testing/sealed-objects.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Tenant } from '../database/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import type { S3Settings } from './location-rows.js';
import { Locations, type StoredLocation } from './index.js';
import { type Radosgw, startRadosgw } from './testing/radosgw.js';

describe('a location in a real bucket', () => {
  let s3: Radosgw;
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    s3 = await startRadosgw();
    await s3.makeBucket('phones');
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    const added = await owner.post('/api/v1/locations', location()).expect(201);
    const { id } = added.body as { id: string };
    expect((await app.audit(owner.companyId)).at(-1)?.action).toBe('location.connected');
    const page = await owner.get('/api/v1/policies');
    const [policy] = (page.body as { items: { id: string }[] }).items;
    const wanted = PolicyV1.parse({ schema: 1, name: 'In the bucket', copies: { locations: [id] } });
    await owner
      .post(`/api/v1/policies/${policy?.id ?? ''}/versions`, { basedOn: 1, policy: wanted })
      .expect(201);
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
    expect(backup.locationId).toBe(id);
  }, 120_000);
  afterAll(async () => {
    // A start that failed leaves the other one to stop.
    await Promise.allSettled([
      Promise.resolve(app).then((one) => one.stop()),
      Promise.resolve(s3).then((one) => one.stop()),
    ]);
  });

  const location = (more: object = {}) => ({
    name: 'Bucket',
    kind: 's3',
    endpoint: s3.endpoint,
    bucket: 'phones',
    prefix: '/holdfast/',
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
    ...more,
  });
  const signedGet = async (name: string): Promise<SignedRequest> => {
    const answer = await backup.agent
      .post(`/agent/v1/repositories/${backup.repositoryId}/downloads`, {
        locationId: backup.locationId,
        names: [name],
      })
      .expect(200);
    const [request] = (answer.body as { requests: SignedRequest[] }).requests;
    if (!request) throw new Error('nothing was signed');
    return request;
  };
  const read = async (name: string) => {
    const { origin, pathname, search } = new URL((await signedGet(name)).url);
    return supertest(origin)
      .get(pathname + search)
      .buffer(true);
  };

  it('uploads straight to the bucket, proves and commits, and finds it protected', async () => {
    const { commit } = await backup.prepare([dataPack(), dataPack(100_000)]);
    await backup.commit(commit).expect(201);
    expect((await owner.get(`/api/v1/phones/${backup.phoneId}`)).body).toMatchObject({ state: 'protected' });
    const listed = await backup.agent
      .get(
        `/agent/v1/repositories/${backup.repositoryId}/objects?locationId=${backup.locationId}&prefix=data/`,
      )
      .expect(200);
    expect((listed.body as { objects: object[] }).objects).toHaveLength(2);
    expect((await read(commit.objectName)).status).toBe(200);
  });

  it('refuses a commit of what the bucket does not hold', async () => {
    const gone = dataPack();
    await backup.signed(gone);
    const { commit } = await backup.prepare();
    const missing = { ...commit, objectName: gone.name.replace('data/', 'snapshot/') };
    await backup.commit(missing).expect(409, /commit-incomplete/);
  });

  it('has other bytes, another length and a changed URL refused by the bucket itself', async () => {
    const pack = dataPack();
    const request = await backup.signed(pack);
    const other = Buffer.from(pack.bytes);
    other.writeUInt8(other.readUInt8(500) ^ 1, 500);
    expect((await backup.put(request, other)).status).toBeGreaterThanOrEqual(400);
    expect((await backup.put(request, pack.bytes.subarray(1))).status).toBe(403);
    const url = request.url.replace(pack.sha256, dataPack().sha256);
    expect((await backup.put({ ...request, url }, pack.bytes)).status).toBe(403);
    expect((await read(pack.name)).status).toBe(404);
    expect((await backup.put(request, pack.bytes)).status).toBe(200);
    expect(await backup.signed(pack)).toMatchObject({ present: true });
  });

  it('keeps no location whose bucket is missing or whose secret is wrong', async () => {
    for (const wrong of [{ bucket: 'absent' }, { secretAccessKey: 'another secret' }]) {
      const answer = await owner.post('/api/v1/locations', location(wrong));
      expect(answer.body).toMatchObject({ code: 'storage-unreachable' });
    }
    expect((await owner.get('/api/v1/locations')).body).toMatchObject({ total: 2 });
  });

  it('stores no credential in the clear, and shows none', async () => {
    const superuser = await app.database.superuser();
    const { rows } = await superuser.query('SELECT * FROM storage_locations');
    await superuser.end();
    const sealed =
      JSON.stringify(rows) +
      rows
        .map((row: { sealed_credentials: Buffer | null }) => row.sealed_credentials?.toString('latin1'))
        .join();
    expect(sealed).not.toContain(s3.secretAccessKey);
    const page = await owner.get('/api/v1/locations').expect(200);
    expect(page.text).not.toContain(s3.secretAccessKey);
    expect(app.log.all()).not.toContain(s3.secretAccessKey);
  });

  it('takes anchors of the audit log beside the repositories, locked where it locks, and never another in their place', async () => {
    await s3.makeBucket('locking', true);
    await owner.post('/api/v1/locations', location({ name: 'Locking', bucket: 'locking' })).expect(201);
    const copies = async () => {
      const shown = await owner.get('/api/v1/audit/anchors').expect(200);
      const { newest } = shown.body as AuditAnchors;
      return (newest?.copies ?? []).map(({ location: { name }, written, locked }) => ({
        name,
        written,
        locked,
      }));
    };
    const now = Date.now();
    expect(await app.get(AnchorHeads).run(owner.companyId, new Date(now))).toBe(3);
    expect(await copies()).toEqual([
      { name: 'This server', written: true, locked: false },
      { name: 'Bucket', written: true, locked: false },
      { name: 'Locking', written: true, locked: true },
    ]);

    // Whoever wrote it before, under the name of the next anchor, is found and not overwritten.
    const locations = await app
      .get(Tenant)
      .run(owner.companyId, (db) => app.get(Locations).all(db, owner.companyId));
    const bucket = locations.find(({ name }) => name === 'Locking') as StoredLocation;
    const until = new Date(now + 60_000);
    const keep = (text: string, seq: number) =>
      app
        .get(Locations)
        .keepNote(
          bucket,
          `audit/${owner.companyId}/${String(seq).padStart(16, '0')}.json`,
          Buffer.from(text),
          until,
        );
    expect(await keep('one', 9000)).toEqual({ outcome: 'stored', locked: true });
    expect(await keep('one', 9000)).toEqual({ outcome: 'present', locked: true });
    await expect(keep('two', 9000)).rejects.toMatchObject({ code: 'object-altered' });
    const wrong = {
      ...bucket,
      settings: { ...(bucket as { settings: S3Settings }).settings, bucket: 'absent' },
    };
    const lost = app
      .get(Locations)
      .keepNote(
        wrong as StoredLocation,
        `audit/${owner.companyId}/0000000000000001.json`,
        Buffer.from('x'),
        until,
      );
    await expect(lost).rejects.toMatchObject({ code: 'storage-unreachable' });
  });
});
