import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../openapi/document.js';
import { TestApp } from '../testing/test-app.js';
import { Readiness } from './readiness.js';

describe('health, the document, and what every answer has', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is live and ready', async () => {
    expect((await app.http().get('/health/live').expect(200)).body).toEqual({ status: 'ok' });
    expect((await app.http().get('/health/ready').expect(200)).body).toMatchObject({ status: 'ok' });
  });

  it('serves its OpenAPI document', async () => {
    const { body } = await app.http().get('/api/v1/openapi.json').expect(200);
    expect(body).toEqual(openApiDocument());
  });

  it('answers problems with a code and a request id, also for what is no route', async () => {
    const answer = await app.http().get('/api/v1/nothing-here').expect(404);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not-found', status: 404 });
    expect((answer.body as { requestId: string }).requestId).toBe(answer.headers['x-request-id']);
  });

  it('refuses a body that is no JSON, or too large, without saying more', async () => {
    const post = () => app.http().post('/api/v1/session').set('content-type', 'application/json');
    expect((await post().send('{"email":').expect(400)).body).toMatchObject({ code: 'request-invalid' });
    expect(
      (
        await post()
          .send(`"${'x'.repeat(1_100_000)}"`)
          .expect(413)
      ).body,
    ).toMatchObject({ code: 'too-large' });
    const form = await app
      .http()
      .post('/api/v1/session')
      .type('form')
      .send({ email: 'a@b.c', password: 'x' });
    expect(form.status).toBe(400);
  });

  it('lets nothing frame, run, sniff or keep an answer', async () => {
    const { headers } = await app.http().get('/health/live');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['permissions-policy']).toContain('camera=()');
  });

  it('tells an agent what still holds if a browser were led there, and nothing that only a page could need', async () => {
    const { headers } = await app.http().post('/agent/v1/check-in').expect(401);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    });
    expect(Object.keys(headers)).not.toContain('permissions-policy');
  });

  it('turns not ready as soon as it is asked to stop', async () => {
    app.get(Readiness).stop();
    const answer = await app.http().get('/health/ready').expect(503);
    expect(answer.body).toMatchObject({ code: 'shutting-down' });
    expect(answer.headers['retry-after']).toBeDefined();
    await app.http().get('/health/live').expect(200);
  });
});

describe('when the database is away', () => {
  it('says so, and that nothing was changed', async () => {
    const app = await TestApp.start();
    const owner = await app.companyWithOwner();
    await app.database.drop();
    expect((await app.http().get('/health/ready').expect(503)).body).toMatchObject({
      code: 'database-unreachable',
    });
    const { status, body } = await owner.get('/api/v1/me');
    expect([status, (body as { code: string }).code]).toEqual([503, 'database-unreachable']);
    await app.stop();
  });
});
