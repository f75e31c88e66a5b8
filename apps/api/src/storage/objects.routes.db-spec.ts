import { request as rawRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { dataPack } from '../backup/testing/sealed-objects.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { publishAsIs } from '../policies/testing/publish-as-is.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('objects behind signed URLs', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
  });
  afterAll(() => app.stop());

  const pathOf = (url: string) => new URL(url).pathname + new URL(url).search;
  const download = async (name: string) => {
    const answer = await backup.agent
      .post(`/agent/v1/repositories/${backup.repositoryId}/downloads`, {
        locationId: backup.locationId,
        names: [name],
      })
      .expect(200);
    return (answer.body as { requests: { url: string }[] }).requests[0]?.url ?? '';
  };
  const list = (query = '') =>
    backup.agent.get(
      `/agent/v1/repositories/${backup.repositoryId}/objects?locationId=${backup.locationId}${query}`,
    );
  const incoming = () =>
    readdir(join(app.dataFolder, 'objects', backup.locationId, backup.repositoryId, '.incoming'));

  it('takes exactly the signed bytes, gives them back whole and in ranges, and tells what is there', async () => {
    const pack = dataPack(5000);
    await backup.upload(pack);
    expect(await backup.signed(pack)).toMatchObject({ present: true });
    const url = pathOf(await download(pack.name));
    const whole = await app.http().get(url).expect(200).expect('content-length', String(pack.size));
    expect(Buffer.compare(whole.body as Buffer, pack.bytes)).toBe(0);
    const part = await app.http().get(url).set('range', 'bytes=10-19').expect(206);
    expect(part.headers['content-range']).toBe(`bytes 10-19/${String(pack.size)}`);
    expect(Buffer.compare(part.body as Buffer, pack.bytes.subarray(10, 20))).toBe(0);
    const tail = await app.http().get(url).set('range', 'bytes=-5').expect(206);
    expect(Buffer.compare(tail.body as Buffer, pack.bytes.subarray(-5))).toBe(0);
    await app.http().get(url).set('range', 'bytes=999999-').expect(416);
    const listed = await list('&prefix=data/').expect(200);
    expect((listed.body as { objects: object[] }).objects).toContainEqual({
      name: pack.name,
      size: pack.size,
    });
  });

  it('never overwrites: a second PUT changes nothing, whatever it holds', async () => {
    const pack = dataPack();
    const request = await backup.signed(pack);
    await backup.put(request, pack.bytes).expect(201);
    await backup.put(request, dataPack().bytes).expect(409, /object-exists/);
    const back = await app.http().get(pathOf(await download(pack.name)));
    expect(Buffer.compare(back.body as Buffer, pack.bytes)).toBe(0);
  });

  it('refuses another digest, another length, more and less, and leaves nothing behind', async () => {
    const pack = dataPack();
    const request = await backup.signed(pack);
    const other = Buffer.from(pack.bytes);
    other.writeUInt8(other.readUInt8(500) ^ 1, 500);
    await backup.put(request, other).expect(422, /object-mismatch/);
    await backup.put(request, pack.bytes.subarray(1)).expect(422, /object-mismatch/);
    await backup.put(request, Buffer.concat([pack.bytes, Buffer.alloc(1)])).expect(422, /object-mismatch/);
    await backup.put(request, Buffer.alloc(0)).expect(422, /object-mismatch/);
    expect(await incoming()).toEqual([]);
    await app
      .http()
      .get(pathOf(await download(pack.name)))
      .expect(404, /not-found/);
    await backup.put(request, pack.bytes).expect(201);
  });

  it('keeps nothing of a body that is cut off, chunked or announced', async () => {
    const server = app.app.getHttpServer() as Server;
    if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    for (const announced of [true, false]) {
      const pack = dataPack(200_000);
      const { url } = await backup.signed(pack);
      await new Promise<void>((done) => {
        const headers = announced ? { 'content-length': pack.size } : { 'transfer-encoding': 'chunked' };
        const put = rawRequest({ port, method: 'PUT', path: pathOf(url), headers });
        put.on('error', () => done());
        put.write(pack.bytes.subarray(0, 100_000), () => setTimeout(() => put.destroy(), 50));
        put.on('close', () => done());
      });
      for (let tries = 0; tries < 50 && (await incoming()).length > 0; tries++) {
        await new Promise((done) => setTimeout(done, 20));
      }
      expect(await incoming()).toEqual([]);
      await app
        .http()
        .get(pathOf(await download(pack.name)))
        .expect(404);
    }
  });

  it('refuses a URL that was changed in any part, is of another method, or is missing its signature', async () => {
    const pack = dataPack();
    const { url } = await backup.signed(pack);
    const path = pathOf(url);
    const other = dataPack();
    const tampered = [
      path.replace(pack.sha256, other.sha256),
      path.replace(/sha256=[0-9a-f]{64}/, `sha256=${other.sha256}`),
      path.replace(/size=\d+/, 'size=1'),
      path.replace(/expires=(\d+)/, (_all, at: string) => `expires=${String(Number(at) + 60)}`),
      path.replace(/signature=[0-9a-f]{4}/, 'signature=0000'),
      path.replace(/&?signature=[0-9a-f]+/, ''),
      path.replace(backup.repositoryId, backup.locationId),
      `${path}&size=1`,
      `${path}&signature=1`,
      path.split('?')[0] ?? '',
    ];
    for (const changed of tampered) {
      await app
        .http()
        .put(changed)
        .send(pack.bytes)
        .expect(403, /signature-refused/);
    }
    await app
      .http()
      .get(path)
      .expect(403, /signature-refused/);
    await app
      .http()
      .put(pathOf(await download(pack.name)))
      .send(pack.bytes)
      .expect(403);
  });

  it('refuses every name that would lead out of the folder', async () => {
    const query = '?expires=9999999999&signature=00&size=1&sha256=00';
    const base = `/objects/v1/${backup.locationId}/${backup.repositoryId}`;
    for (const name of [
      '..%2f..%2fsecret-key',
      '%2e%2e/%2e%2e/secret-key',
      'data/..%5c..%5cx',
      'data/%00',
      '.incoming/x',
    ]) {
      for (const path of [`${base}/${name}${query}`, `/objects/v1/..%2f../x/${name}${query}`]) {
        const answer = await app.http().get(path);
        expect([403, 404]).toContain(answer.status);
      }
    }
  });

  it('signs no name outside of the format, and none that is not the digest of its bytes', async () => {
    const pack = dataPack();
    for (const name of ['../config', `data/${pack.sha256}/..`, `other/${pack.sha256}`, 'data/x', '']) {
      await backup.sign([{ ...pack, name }]).expect(400, /request-invalid/);
    }
    await backup.sign([{ ...pack, name: dataPack().name }]).expect(422, /object-name-refused/);
    await backup.sign([{ ...pack, size: 65 * 1024 * 1024 }]).expect(400);
    await backup.sign(Array.from({ length: 65 }, () => pack)).expect(400);
    await list('&prefix=../').expect(400);
  });

  it("keeps an agent inside its own employee's repository", async () => {
    const colleague = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Colleague')));
    const stranger = await app.companyWithOwner('Elsewhere');
    const foreign = await TestBackup.of(app, await app.agentOf(stranger, await stranger.employee()));
    const base = `/agent/v1/repositories/${backup.repositoryId}`;
    const pack = dataPack();
    for (const { agent, locationId } of [colleague, foreign]) {
      const objects = [{ name: pack.name, sha256: pack.sha256, size: pack.size }];
      await agent.post(`${base}/uploads`, { locationId, objects }).expect(404, /not-found/);
      await agent.post(`${base}/downloads`, { locationId, names: [pack.name] }).expect(404, /not-found/);
      await agent.get(`${base}/objects?locationId=${locationId}`).expect(404, /not-found/);
    }
    const elsewhere = { locationId: foreign.locationId, names: [pack.name] };
    await backup.agent.post(`${base}/downloads`, elsewhere).expect(404);
    await app.http().post(`${base}/uploads`).send({}).expect(401);
  });

  it('opens no repository before the notice is acknowledged', async () => {
    const { TestAgent } = await import('../testing/test-agent.js');
    const minted = await owner.post(`/api/v1/people/${await owner.employee()}/enrolment-tokens`).expect(201);
    const agent = await TestAgent.withToken(app, (minted.body as { token: string }).token);
    await agent.post('/agent/v1/repositories').expect(409, /notice-open/);
  });

  it('signs nothing over the quota of the policy, and counts an object once', async () => {
    const small = await app.companyWithOwner('Small');
    const limits = { quotaBytesPerEmployee: 5000 };
    await publishAsIs(app, small.companyId, PolicyV1.parse({ schema: 1, name: 'Standard', limits }));
    const tight = await TestBackup.of(app, await app.agentOf(small, await small.employee()));
    const pack = dataPack(3000);
    await tight.sign([pack]).expect(200);
    await tight.sign([pack]).expect(200);
    await tight.sign([dataPack(3000)]).expect(422, /over-quota/);
    await tight.sign([dataPack(1000)]).expect(200);
  });
});
