import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { hostname } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOK_DATA } from '@holdfast/contracts';
import { Webhook as Verifier } from 'standardwebhooks';
import { Tenant } from '../../database/index.js';
import { TestApp } from '../../testing/test-app.js';
import { inDays, TestNotify } from '../testing/test-notify.js';
import { WebhookEvents } from '../index.js';
import { postWebhook } from './post-webhook.js';

interface Got {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** A receiver as a company would run one, on this computer. */
class Receiver {
  readonly got: Got[] = [];
  status = 204;
  answer: string | undefined;
  readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.got.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
      response.writeHead(this.status, { location: 'http://localhost:1/elsewhere' }).end(this.answer);
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', () => done()));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/hook`;
  }

  types(): string[] {
    return this.got.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  }
}

const verified = (secret: string, { body, headers }: Got): unknown =>
  new Verifier(secret).verify(body, headers as Record<string, string>);

/** After what is queued at this moment. */
const soon = () => inDays(0.001);

describe('webhooks, to a real server', () => {
  const receiver = new Receiver();
  let url: string;
  let app: TestApp;
  let company: TestNotify;
  let id: string;
  let secret: string;
  beforeAll(async () => {
    url = await receiver.start();
    app = await TestApp.start();
    await app.stopJobs();
    company = await TestNotify.of(app, 'Hooks');
    const wanted = { url, events: Object.keys(WEBHOOK_DATA), codes: ['overdue'] };
    const { body } = await company.owner.post('/api/v1/webhooks', wanted).expect(201);
    ({ secret } = body as { secret: string });
    ({ id } = (body as { webhook: { id: string } }).webhook);
  });
  afterAll(async () => {
    await app.stop();
    await new Promise<void>((done) => receiver.server.close(() => done()));
  });
  beforeEach(async () => {
    await company.forget();
    receiver.got.length = 0;
    receiver.status = 204;
    receiver.answer = undefined;
  });

  const path = (rest = '') => `/api/v1/webhooks/${id}${rest}`;
  const deliveries = async () =>
    ((await company.owner.get(path('/deliveries')).expect(200)).body as { items: Record<string, unknown>[] })
      .items;

  it('tell what happened in ids, codes and dates, signed as the standard’s own library checks', async () => {
    const { id: employeeId } = await company.person('Somebody Named');
    const gapId = await company.gap(employeeId, { openedAt: new Date() });
    await company.gap(employeeId, { openedAt: new Date(), code: 'partial' });
    await company.round(soon());
    await company.close(employeeId);
    await company.round(soon());
    const told = receiver.got.map(
      (one) => verified(secret, one) as { type: string; timestamp: string; data: object },
    );
    expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['gap.opened', 'gap.closed']));
    const opened = told.filter(({ type }) => type === 'gap.opened');
    expect(opened.map(({ data }) => WEBHOOK_DATA['gap.opened'].parse(data))).toEqual([
      expect.objectContaining({ gapId, employeeId, code: 'overdue', severity: 'risk' }),
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Somebody|@|T(?!00:00:00Z)\d\d:/);
    const [first] = receiver.got;
    if (!first) throw new Error('nothing was told');
    expect(() => verified(secret, { ...first, body: `${first.body} ` })).toThrow();
    const old = { ...first.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 400) };
    expect(() => verified(secret, { ...first, headers: old })).toThrow();
  });

  it('tell of a published policy, and of thousands of gaps as counts', async () => {
    await company.publish({ quietFromHour: 0, quietToHour: 0, resendAfterDays: 8 });
    const { id: employeeId } = await company.person();
    await company.forget();
    await app.sql(
      `INSERT INTO notify_changes (company_id, kind, object_id, number) VALUES ($1, 'policy.published', gen_random_uuid(), 3)`,
      [company.companyId],
    );
    await app.sql(
      `INSERT INTO notify_changes (company_id, kind, object_id, employee_id)
       SELECT $1, 'gap.opened', gen_random_uuid(), $2 FROM generate_series(1, 1001)`,
      [company.companyId, employeeId],
    );
    await company.round(soon());
    expect(receiver.types().sort()).toEqual(['gaps.changed', 'policy.published']);
    const summary = receiver.got.map(({ body }) => JSON.parse(body) as { data: object });
    expect(summary.map(({ data }) => data)).toContainEqual({ opened: 1001, closed: 0 });
  });

  it('are told at the trigger of a publication, and not of what was rolled back', async () => {
    await company.publish({ quietFromHour: 0, quietToHour: 0, resendAfterDays: 9 });
    await company.round(soon());
    expect(receiver.types()).toContain('policy.published');
    const refused = app.get(Tenant).run(company.companyId, async (db) => {
      const data = { incidentId: id, cause: 'storage-full', affected: 3 };
      await app.get(WebhookEvents).tell(db, company.companyId, { event: 'incident.opened', data });
      throw new Error('rolled back');
    });
    await expect(refused).rejects.toThrow('rolled back');
    receiver.got.length = 0;
    await company.round(soon());
    expect(receiver.got).toEqual([]);
  });

  it('try again under the same id, follow no redirect, and read no long answer', async () => {
    await company.owner.post(path('/test')).expect(202);
    receiver.status = 302;
    await company.round(soon());
    const [waiting] = await deliveries();
    expect(waiting).toMatchObject({ event: 'test', state: 'waiting', tries: 1, status: 302 });
    expect(waiting?.['problem']).toContain('redirect');
    receiver.status = 200;
    receiver.answer = 'x'.repeat(300_000);
    await company.round(inDays(0.01));
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered', tries: 2, status: 200 });
    const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    // Nothing is told twice with any number of processes; on request it is.
    await Promise.all([1, 1, 1].map((days) => company.round(inDays(days))));
    expect(receiver.got).toHaveLength(2);
    await company.owner.post(path(`/deliveries/${String(ids[0])}/redeliveries`)).expect(202);
    await company.round(inDays(1));
    expect(receiver.got[2]?.headers['webhook-id']).toBe(ids[0]);
    const actions = (await app.audit(company.companyId)).map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(['webhook.tested', 'webhook.redelivered']);
  });

  it('are signed with both secrets for a day after one was replaced', async () => {
    const rotated = await company.owner.post(path('/secret')).expect(201);
    const { secret: next } = rotated.body as { secret: string };
    expect(next).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await company.owner.post(path('/test')).expect(202);
    await company.round(soon());
    const [got] = receiver.got;
    if (!got) throw new Error('nothing was told');
    for (const good of [secret, next]) expect(verified(good, got)).toMatchObject({ type: 'test' });
    await app.sql(`UPDATE notify_endpoints SET earlier_until = now() - interval '1 minute'`);
    await company.owner.post(path('/test')).expect(202);
    await company.round(soon());
    expect(() => verified(secret, receiver.got[1] as Got)).toThrow();
    secret = next;
    const shown = JSON.stringify((await company.owner.get('/api/v1/webhooks').expect(200)).body);
    expect(shown).not.toMatch(/whsec|secret"/);
  });

  it('are switched off after three days without success, and IT is told; on again, they start afresh', async () => {
    receiver.status = 500;
    await company.owner.post(path('/test')).expect(202);
    for (let hours = 0; hours <= 90; hours += 2) await company.round(inDays(hours / 24));
    expect(receiver.got.length).toBeGreaterThan(7);
    expect(receiver.got.length).toBeLessThanOrEqual(10);
    const list = async () =>
      ((await company.owner.get('/api/v1/webhooks')).body as { items: { off: string | null }[] }).items[0]
        ?.off;
    expect(await list()).toBe('failing');
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', status: 500 });
    const alerts = (await company.owner.get('/api/v1/alerts')).body as { recent: { title: string }[] };
    expect(alerts.recent.map(({ title }) => title)).toContain('A webhook was switched off');
    const count = receiver.got.length;
    await company.publish({ quietFromHour: 0, quietToHour: 0 });
    await company.round(inDays(4));
    expect(receiver.got).toHaveLength(count);
    await company.owner.patch(path(), { on: true }).expect(200);
    expect(await list()).toBeNull();
    receiver.status = 410;
    await company.owner.post(path('/test')).expect(202);
    await company.round(inDays(4));
    expect(await list()).toBe('gone');
    await company.owner.patch(path(), { on: true }).expect(200);
  });

  it('belong to their company, and to whom may manage them', async () => {
    const stranger = await app.companyWithOwner('Elsewhere');
    for (const rest of ['/secret', '/test']) await stranger.post(path(rest)).expect(404);
    await stranger.delete(path()).expect(404);
    await (await company.owner.colleague('auditor')).get('/api/v1/webhooks').expect(403);
    const add = (address: string) =>
      company.owner.post('/api/v1/webhooks', { url: address, events: ['gap.opened'] });
    await add('http://example.com/hook').expect(400, /https/);
    await add('https://user:secret@example.com/').expect(400);
    await add('ftp://example.com/').expect(400);
    for (const host of ['10.1.2.3', '169.254.169.254', '[fd00::1]', '[::ffff:10.0.0.1]'])
      await add(`https://${host}/`).expect(400, /private network/);
    const { body } = await add('https://example.com/hook').expect(201);
    const added = (body as { webhook: { id: string } }).webhook.id;
    await company.owner.delete(`/api/v1/webhooks/${added}`).expect(204);
    const onRecord = (await app.audit(company.companyId)).map(({ action }) => action);
    expect(onRecord.slice(-2)).toEqual(['webhook.added', 'webhook.removed']);
    for (const action of ['webhook.changed', 'webhook.secret-made', 'webhook.switched-off'] as const)
      expect(onRecord).toContain(action);
  });

  it('tell of incidents that open and close, as they are found', async () => {
    receiver.got.length = 0;
    const [incident] = await app.sql<{ id: string }>(
      `INSERT INTO coverage_incidents (company_id, kind, key, severity, details, since, opened_at)
       VALUES ($1, 'agent-version-failing', '2.0.0', 'risk', '{"failing": 7, "phones": 9}', now(), now()) RETURNING id`,
      [company.companyId],
    );
    await app.sql('UPDATE coverage_incidents SET closed_at = now() WHERE company_id = $1', [
      company.companyId,
    ]);
    await company.round(soon());
    expect(receiver.types()).toEqual(expect.arrayContaining(['incident.opened', 'incident.closed']));
    const [told] = receiver.got.filter(({ body }) => body.includes('incident.opened'));
    expect(JSON.parse(told?.body ?? '{}')).toMatchObject({
      data: { incidentId: incident?.id, cause: 'agent-version-failing', affected: 7 },
    });
  });
});

describe('a post of a server that is not on localhost', () => {
  it.each([
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
    'https://0.0.0.0/',
    'https://localhost/',
    'https://metadata.google.internal/',
  ])('%s: reaches nothing', async (address) => {
    const result = await postWebhook(address, '{}', {}, false);
    expect(result.status).toBeNull();
    expect(result.problem).toMatch(/private network|https/);
  });

  it('connects to nothing that a name resolves to in a private network', async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, () => done()));
    const { port } = server.address() as AddressInfo;
    const result = await postWebhook(`https://${hostname()}:${String(port)}/`, '{}', {}, false);
    await new Promise((done) => server.close(done));
    expect([connections, result.status]).toEqual([0, null]);
  });
});
