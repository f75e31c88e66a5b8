import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CommitSnapshot, Endpoint, ErrorCode } from '@holdfast/contracts';
import { endpoints, ERROR_STATUS, type Notice, PolicyV1 } from '@holdfast/contracts';
import { statementText, visibilityOf } from '@holdfast/policy';
import type { z } from 'zod';
import { AuthorizationDouble } from './authorization-double.js';

const NOTICE_TEXT = 'We store encrypted copies.\nWe can see counts and sizes, never names.';

/** What a handler throws to answer with a problem document. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

export type Handler = (
  params: Record<string, string>,
  body: never,
  query: URLSearchParams,
  bearer: string,
) => unknown;
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
  readonly objects = new Map<string, Uint8Array>();
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
  uploads = 0;
  policy: PolicyV1 = PolicyV1.parse({ schema: 1, name: 'Standard' });
  readonly ids = {
    repository: randomUUID(),
    location: randomUUID(),
    employee: randomUUID(),
    company: randomUUID(),
  };
  readonly phoneHashKey = randomBytes(32).toString('base64');
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
    [endpoints.enrolWorkstation, (_, body) => this.enrol(body)],
    [endpoints.acknowledgeNotice, () => void (this.acknowledged = true)],
    [endpoints.withdrawNotice, () => void (this.acknowledged = false)],
    [endpoints.currentNotice, () => this.notice()],
    [endpoints.declareAnswer, (_, { answer }: { answer: string | null }) => void (this.answered = answer)],
    [endpoints.checkIn, (_, body) => this.checkIn(body)],
    [
      endpoints.effectivePolicy,
      () => ({ policyId: this.ids.company, version: 1, because: 'only one', policy: this.policy }),
    ],
    [endpoints.enrolPhone, (_, body) => this.enrolPhone(body)],
    [endpoints.openRepository, () => this.repository()],
    [
      endpoints.signUploads,
      (_, body: { objects: { name: string; size: number; sha256: string }[] }) => ({
        requests: body.objects.map(({ name, size, sha256 }) =>
          this.signed('PUT', name, `size=${size}&sha256=${sha256}`),
        ),
      }),
    ],
    [
      endpoints.signDownloads,
      (_, body: { names: string[] }) => ({
        requests: body.names.map((name) => this.signed('GET', name, '')),
      }),
    ],
    [
      endpoints.listObjects,
      (_, __, query) => ({
        objects: [...this.objects]
          .filter(([name]) => name.startsWith(query.get('prefix') ?? ''))
          .map(([name, bytes]) => ({ name, size: bytes.length })),
        nextCursor: null,
      }),
    ],
    [endpoints.repositoryState, () => ({ repositoryId: this.ids.repository, snapshots: this.committed() })],
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
    const body = await read(request);
    if (this.isDown) return void response.destroy();
    try {
      if (url.pathname.startsWith('/objects/')) return this.object(request, response, url, body);
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
    for (const [endpoint, handler] of [...this.more, ...this.handlers]) {
      const found = new RegExp(`^${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path);
      if (endpoint.method === method && found) return [endpoint, handler, { ...found.groups }];
    }
    throw new Refusal('not-found');
  }

  private async expectAgent(request: IncomingMessage): Promise<void> {
    const code = await this.authorization.refusal(request);
    if (code) throw new Refusal(code);
  }

  private enrol({ keyStore }: { keyStore: string }): unknown {
    if (this.policy.limits.keyStore === 'keychain' && keyStore === 'file')
      throw new Refusal('key-store-refused');
    this.keyStores.push(keyStore);
    return {
      agentId: randomUUID(),
      workstationId: randomUUID(),
      employee: { id: this.ids.employee, name: 'Eve Example' },
      company: { id: this.ids.company, name: 'Example Ltd' },
      phoneHashKey: this.phoneHashKey,
      notice: this.notice(),
    };
  }

  /** As the real one makes it of its text and the policy. */
  private notice(): z.infer<typeof Notice> {
    const text = this.shownNotice ?? statementText(NOTICE_TEXT, visibilityOf(this.policy, undefined));
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
      policyVersion: 1,
      commands: this.commands,
      notice: { acknowledged: this.acknowledged, current: this.notice() },
      phones: [...this.phones].map(([phoneId, { newestSnapshotAt }]) => ({ phoneId, newestSnapshotAt })),
      nextCheckInSeconds: 2,
    };
  }

  private enrolPhone({ phoneKey, label }: { phoneKey: string; label: string }): unknown {
    if (!this.acknowledged) throw new Refusal('notice-open');
    const known = [...this.phones].find(([, phone]) => phone.key === phoneKey)?.[0];
    const phoneId = known ?? randomUUID();
    this.phones.set(phoneId, { key: phoneKey, label, newestSnapshotAt: null });
    return { phoneId, enrolmentId: randomUUID() };
  }

  private repository(): unknown {
    if (!this.acknowledged) throw new Refusal('notice-open');
    const location = { locationId: this.ids.location, name: 'Test folder', kind: 'served-folder' };
    return { repositoryId: this.ids.repository, locations: [location] };
  }

  private committed(): unknown {
    return [...this.snapshots].reverse().map(({ snapshotId, phoneId, objectName, takenAt, locationId }) => ({
      snapshotId,
      phoneId,
      objectName,
      takenAt,
      locationIds: [locationId],
    }));
  }

  private commit(body: z.infer<typeof CommitSnapshot>): unknown {
    if (!this.objects.has(body.objectName)) throw new Refusal('commit-incomplete');
    if (body.fence !== this.fence) throw new Refusal('lease-stale');
    const snapshotId = randomUUID();
    this.snapshots.push({ ...body, snapshotId });
    const phone = this.phones.get(body.phoneId);
    if (phone !== undefined) phone.newestSnapshotAt = body.takenAt;
    return { snapshotId, committedAt: new Date().toISOString(), copies: 1 };
  }

  signedGet(name: string): unknown {
    return this.signed('GET', name, '');
  }

  private signed(method: 'PUT' | 'GET', name: string, query: string): unknown {
    return {
      name,
      method,
      url: `${this.origin}/objects/${name}?${query}`,
      headers: {},
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
      present: method === 'PUT' && this.objects.has(name),
    };
  }

  private object(request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer): void {
    const name = url.pathname.slice('/objects/'.length);
    const known = this.objects.get(name);
    if (request.method === 'GET') {
      if (known === undefined) throw new Refusal('not-found');
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(known);
      return;
    }
    const digest = createHash('sha256').update(body).digest('hex');
    if (String(body.length) !== url.searchParams.get('size') || digest !== url.searchParams.get('sha256')) {
      throw new Refusal('object-mismatch');
    }
    if (known !== undefined) throw new Refusal('object-exists');
    this.objects.set(name, body);
    this.uploads += 1;
    response.writeHead(201).end();
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
