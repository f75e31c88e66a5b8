import { randomUUID } from 'node:crypto';
import type { CommitSnapshot, Platform, SignedRequest } from '@holdfast/contracts';
import supertest from 'supertest';
import { Configuration } from '../../configuration/index.js';
import type { TestAgent } from '../../testing/test-agent.js';
import type { TestApp } from '../../testing/test-app.js';
import { configObject, dataPack, type MadeObject, segment, snapshotObject } from './sealed-objects.js';

const counts = { files: 3, bytes: 3000, added: 3, changed: 0, removed: 0, highEntropyChangedBytes: 0 };

/** One phone's backups as an agent makes them: upload, run, lease, commit. */
export class TestBackup {
  private constructor(
    readonly app: TestApp,
    readonly agent: TestAgent,
    readonly phoneId: string,
    readonly repositoryId: string,
    readonly locationId: string,
  ) {}

  /** Enrols a phone and opens the employee's repository. */
  static async of(app: TestApp, agent: TestAgent, label?: string, platform?: Platform): Promise<TestBackup> {
    const phoneId = await agent.enrolPhone(undefined, label, platform);
    const opened = await agent.post('/agent/v1/repositories').expect(200);
    const { repositoryId, locations } = opened.body as {
      repositoryId: string;
      locations: { locationId: string }[];
    };
    return new TestBackup(app, agent, phoneId, repositoryId, locations[0]?.locationId ?? '');
  }

  sign(objects: readonly Omit<MadeObject, 'bytes'>[]): supertest.Test {
    return this.agent.post(`/agent/v1/repositories/${this.repositoryId}/uploads`, {
      locationId: this.locationId,
      objects: objects.map(({ name, sha256, size }) => ({ name, sha256, size })),
    });
  }

  async signed(object: Omit<MadeObject, 'bytes'>): Promise<SignedRequest> {
    const answer = await this.sign([object]).expect(200);
    const [request] = (answer.body as { requests: SignedRequest[] }).requests;
    if (!request) throw new Error('nothing was signed');
    return request;
  }

  put(request: SignedRequest, bytes: Buffer): supertest.Test {
    const { origin, pathname, search } = new URL(request.url);
    const { publicOrigin } = this.app.get(Configuration).values;
    const server = origin === publicOrigin ? this.app.http() : supertest(origin);
    return server
      .put(pathname + search)
      .set({ 'content-type': 'application/octet-stream', ...request.headers })
      .set('content-length', String(bytes.length))
      .send(bytes);
  }

  async upload(...objects: MadeObject[]): Promise<void> {
    for (const object of objects) {
      const request = await this.signed(object);
      if (request.present) continue;
      const { status, text } = await this.put(request, object.bytes);
      if (status >= 300) throw new Error(`the upload was refused: ${String(status)} ${text}`);
    }
  }

  /** A policy that a test published may have opened the notice again: its person reads it first. */
  async startRun(runId: string = randomUUID()): Promise<string> {
    await this.agent.acknowledge();
    await this.agent
      .post('/agent/v1/runs', { runId, phoneId: this.phoneId, kind: 'backup' })
      .expect(201, { runId });
    return runId;
  }

  async lease(): Promise<number> {
    const answer = await this.agent.post('/agent/v1/leases', { phoneId: this.phoneId }).expect(200);
    return (answer.body as { fence: number }).fence;
  }

  /** What to commit, everything of it uploaded unless `upload` is false. */
  async prepare(objects: readonly MadeObject[] = [dataPack()], older: readonly MadeObject[] = []) {
    const added = segment(objects);
    const root = snapshotObject([...older, added]);
    await this.upload(configObject(), ...objects, added, root);
    const commit: CommitSnapshot = {
      runId: await this.startRun(),
      phoneId: this.phoneId,
      repositoryId: this.repositoryId,
      locationId: this.locationId,
      objectName: root.name,
      takenAt: new Date().toISOString(),
      fence: await this.lease(),
      facts: {
        categories: [{ category: 'photos', ...counts }],
        leftOut: [],
        storedBytes: 1000,
        readBytes: 3000,
        durationMs: 12,
      },
    };
    return { commit, segment: added, root };
  }

  commit(commit: CommitSnapshot): supertest.Test {
    return this.agent.post('/agent/v1/snapshots', commit);
  }
}
