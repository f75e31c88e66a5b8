import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CommitSnapshot, Endpoint, ErrorCode } from '@holdfast/contracts';
import { endpoints, ERROR_STATUS, type Notice, PolicyV1 } from '@holdfast/contracts';
import { statementText, visibilityOf } from '@holdfast/policy';
import type { z } from 'zod';
import { AuthorizationDouble } from './authorization-double.js';
import { bodyOf, type Handler, Refusal } from './handler.js';
import { KeysDouble } from './keys-double.js';
import { ObjectsDouble } from './objects-double.js';

const NOTICE_TEXT = 'We store encrypted copies.\nWe can see counts and sizes, never names.';

interface Run {
  phoneId: string;
  kind: string;
  outcome?: string;
  cause?: string;
  progress: unknown[];
}

/**
 * A small control plane over real HTTP that speaks the contracts: every body and answer is checked by the endpoint's
 * own schema. It keeps objects in memory behind add-only, exact-length, exact-digest URLs.
 */
export class ControlPlaneDouble {
  readonly runs = new Map<string, Run>();
  readonly phones = new Map<string, { key: string; label: string; newestSnapshotAt: string | null }>();
  readonly snapshots: (z.infer<typeof CommitSnapshot> & { snapshotId: string })[] = [];
  readonly checkIns: { phones: { phoneId: string; attach: string }[]; finishedCommands: string[] }[] = [];
  /** Every body that any agent ever sent, to look for what must never be in one. */
  readonly heard: string[] = [];
  commands: { id: string; kind: string; phoneId: string | null; text: string | null }[] = [];
  readonly authorization = new AuthorizationDouble(() => this.origin);
  /** Where the agents that enrolled keep their secrets. */
  readonly keyStores: string[] = [];
  acknowledged = false;
  /** What the employee said instead of enrolling a phone. */
  answered: string | null = null;
  /** A statement that is not what the policy means. */
  shownNotice: string | undefined;
  isDown = false;
  policy: PolicyV1 = PolicyV1.parse({ schema: 1, name: 'Standard' });
  readonly ids = {
    repository: randomUUID(),
    location: randomUUID(),
    employee: randomUUID(),
    company: randomUUID(),
  };
  readonly phoneHashKey = randomBytes(32).toString('base64');
  /** As an owner registered it. */
  companyKey: { publicKey: string; fingerprint: string } | null = null;
  readonly store = new ObjectsDouble(
    () => this.origin,
    () => this.ids.repository,
  );
  readonly keys = new KeysDouble(
    () => this.ids.repository,
    (header) => this.callerOf(header),
  );
  private readonly workstations = new Map<string, string>();
  private readonly releasedKeys = new Set<string>();
  private fence = 0;
  origin = '';
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.origin = `http://localhost:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Of specs that need more of it. */
  readonly more: [Endpoint, Handler][] = [];
  private readonly handlers: readonly [Endpoint, Handler][] = [
    [endpoints.enrolWorkstation, (_, body, __, header) => this.enrol(body, header)],
    [endpoints.acknowledgeNotice, () => void (this.acknowledged = true)],
    [endpoints.withdrawNotice, () => void (this.acknowledged = false)],
    [endpoints.currentNotice, () => this.notice()],
    [endpoints.declareAnswer, (_, { answer }: { answer: string | null }) => void (this.answered = answer)],
    [endpoints.checkIn, (_, body) => this.checkIn(body)],
    [
      endpoints.effectivePolicy,
      () => ({
        ...{ policyId: this.ids.company, version: 1, because: 'only one' },
        ...{ policy: this.policy, companyKey: this.companyKey },
      }),
    ],
    [endpoints.enrolPhone, (_, body) => this.enrolPhone(body)],
    [endpoints.giveUpPhone, ({ id = '' }) => this.release(id)],
    [endpoints.openRepository, (_, __, ___, header) => this.repository(header)],
    [endpoints.repositoryState, ({ id = '' }) => ({ repositoryId: id, snapshots: this.committed(id) })],
    [
      endpoints.startRun,
      (_, body: { runId: string; phoneId: string; kind: string }) => {
        this.runs.set(body.runId, { phoneId: body.phoneId, kind: body.kind, progress: [] });
        return { runId: body.runId };
      },
    ],
    [
      endpoints.reportRun,
      (params, body: { progress?: unknown; outcome?: string; cause?: string }) => {
        const run = this.runs.get(params['id'] ?? '');
        if (run === undefined) throw new Refusal('not-found');
        if (body.progress !== undefined) run.progress.push(body.progress);
        if (body.outcome !== undefined) Object.assign(run, { outcome: body.outcome, cause: body.cause });
      },
    ],
    [
      endpoints.takeLease,
      () => ({ fence: (this.fence += 1), expiresAt: new Date(Date.now() + 300_000).toISOString() }),
    ],
    [endpoints.commitSnapshot, (_, body) => this.commit(body)],
  ];

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const body = await bodyOf(request);
    if (this.isDown) return void response.destroy();
    try {
      if (url.pathname.startsWith('/objects/')) return this.store.answer(request, response, url, body);
      if (url.pathname.startsWith('/oauth/'))
        return await this.authorization.answer(request, response, url.pathname, body.toString());
      const [endpoint, handler, params] = this.find(request.method ?? '', url.pathname);
      response.setHeader('dpop-nonce', this.authorization.nonce);
      if (endpoint.auth === 'agent') await this.expectAgent(request);
      this.heard.push(body.toString('utf8'));
      const parsed = endpoint.body?.parse(JSON.parse(body.toString('utf8')));
      const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const value = await handler(params, parsed as never, url.searchParams, bearer);
      const text = endpoint.response === undefined ? '' : JSON.stringify(endpoint.response.parse(value));
      response.writeHead(endpoint.status, { 'content-type': 'application/json' }).end(text);
    } catch (error) {
      const code: ErrorCode = error instanceof Refusal ? error.code : 'request-invalid';
      response.writeHead(ERROR_STATUS[code], { 'content-type': 'application/problem+json' });
      const detail = error instanceof Refusal ? undefined : String(error);
      response.end(
        JSON.stringify({
          type: 'about:blank',
          title: `Refused: ${code}.`,
          status: ERROR_STATUS[code],
          code,
          requestId: 'r1',
          detail,
        }),
      );
    }
  }

  private find(method: string, path: string): [Endpoint, Handler, Record<string, string>] {
    for (const [endpoint, handler] of [
      ...this.more,
      ...this.handlers,
      ...this.store.handlers,
      ...this.keys.handlers,
    ]) {
      const found = new RegExp(`^${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path);
      if (endpoint.method === method && found) return [endpoint, handler, { ...found.groups }];
    }
    throw new Refusal('not-found');
  }

  get objects(): Map<string, Uint8Array> {
    return this.store.objects;
  }

  /** The workstation that has the key behind an access token: one for each key. */
  private callerOf(header: string): string {
    const token = header.replace('DPoP ', '');
    const jkt = [...this.authorization.grants].find(({ accessToken }) => accessToken === token)?.jkt ?? '';
    if (!this.workstations.has(jkt)) this.workstations.set(jkt, randomUUID());
    return this.workstations.get(jkt) ?? '';
  }

  private async expectAgent(request: IncomingMessage): Promise<void> {
    const code = await this.authorization.refusal(request);
    if (code) throw new Refusal(code);
  }

  private enrol({ keyStore }: { keyStore: string }, header: string): unknown {
    if (this.policy.limits.keyStore === 'keychain' && keyStore === 'file')
      throw new Refusal('key-store-refused');
    this.keyStores.push(keyStore);
    return {
      agentId: randomUUID(),
      workstationId: this.callerOf(header),
      employee: { id: this.ids.employee, name: 'Eve Example' },
      company: { id: this.ids.company, name: 'Example Ltd' },
      phoneHashKey: this.phoneHashKey,
      notice: this.notice(),
    };
  }

  /** As the real one makes it of its text and the policy. */
  private notice(): z.infer<typeof Notice> {
    const text =
      this.shownNotice ?? statementText(NOTICE_TEXT, visibilityOf(this.policy, this.companyKey ?? undefined));
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { version: 1, notice: NOTICE_TEXT, text, sha256 };
  }

  private checkIn(body: {
    phones: { phoneId: string; attach: string }[];
    finishedCommands: string[];
  }): unknown {
    this.checkIns.push(body);
    this.commands = this.commands.filter((command) => !body.finishedCommands.includes(command.id));
    return {
      serverTime: new Date().toISOString(),
      policyId: this.ids.company,
      policyVersion: 1,
      commands: this.commands,
      notice: { acknowledged: this.acknowledged, current: this.notice() },
      phones: [...this.phones].map(([phoneId, { newestSnapshotAt }]) => ({ phoneId, newestSnapshotAt })),
      nextCheckInSeconds: 2,
    };
  }

  /** As its person does on another workstation, or IT. */
  release(phoneId: string): void {
    this.releasedKeys.add(this.phones.get(phoneId)?.key ?? '');
    this.phones.delete(phoneId);
  }

  private enrolPhone(phone: { phoneKey: string; label: string; announced: boolean }): unknown {
    const { phoneKey, label, announced } = phone;
    if (!this.acknowledged) throw new Refusal('notice-open');
    if (announced && this.releasedKeys.has(phoneKey)) throw new Refusal('not-found');
    this.releasedKeys.delete(phoneKey);
    const known = [...this.phones].find(([, phone]) => phone.key === phoneKey)?.[0];
    const phoneId = known ?? randomUUID();
    this.phones.set(phoneId, { key: phoneKey, label, newestSnapshotAt: null });
    return { phoneId, enrolmentId: randomUUID() };
  }

  private repository(header: string): unknown {
    if (!this.acknowledged) throw new Refusal('notice-open');
    const location = { locationId: this.ids.location, name: 'Test folder', kind: 'served-folder' };
    return { ...this.keys.placeOf(header), locations: [location] };
  }

  private committed(repositoryId: string): unknown {
    const own = this.snapshots.filter((one) => one.repositoryId === repositoryId);
    return own.reverse().map(({ snapshotId, phoneId, objectName, takenAt, locationId }) => ({
      snapshotId,
      phoneId,
      objectName,
      takenAt,
      locationIds: [locationId],
    }));
  }

  private commit(body: z.infer<typeof CommitSnapshot>): unknown {
    if (!this.store.has(body.repositoryId, body.objectName)) throw new Refusal('commit-incomplete');
    if (body.fence !== this.fence) throw new Refusal('lease-stale');
    const snapshotId = randomUUID();
    this.snapshots.push({ ...body, snapshotId });
    const phone = this.phones.get(body.phoneId);
    if (phone !== undefined) phone.newestSnapshotAt = body.takenAt;
    return { snapshotId, committedAt: new Date().toISOString(), copies: 1 };
  }

  signedGet(name: string): unknown {
    return this.store.signed('GET', undefined, name, '');
  }
}
