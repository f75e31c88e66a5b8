import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgentKey } from '../testing/agent-key.js';
import { type AgentTokens, TestAgent, tokensOf } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const REFUSED = { error: 'invalid_grant' };

describe('tokens of agents', () => {
  let app: TestApp;
  let owner: TestConsole;
  let employeeId: string;
  let agent: TestAgent;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employeeId = await owner.employee();
  });
  beforeEach(async () => {
    agent = await app.agentOf(owner, employeeId);
  });
  afterAll(() => app.stop());

  const mint = async (): Promise<string> => {
    const answer = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    return (answer.body as { token: string }).token;
  };
  const refreshed = async (token?: string): Promise<AgentTokens> =>
    tokensOf(await agent.refresh(token).expect(200));
  /** As if the newest use of a token had been this long ago. */
  const wait = (seconds: number) =>
    app.sql(
      `UPDATE entry.oauth_records SET consumed_at = consumed_at - make_interval(secs => $1)
       WHERE consumed_at > '-infinity'`,
      [seconds],
    );
  const isCutOff = async (): Promise<boolean> => {
    const { status, body } = await agent.get('/agent/v1/policy');
    return status === 401 && (body as { code: string }).code === 'agent-token-refused';
  };
  const lastEvent = async () => (await app.audit(owner.companyId)).at(-1);

  describe('an enrolment token', () => {
    it('is good once, however many try it at the same moment', async () => {
      const token = await mint();
      const tries = await Promise.all(
        Array.from({ length: 20 }, () => TestAgent.exchange(app, new AgentKey(), token)),
      );
      expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const { status, body } of tries)
        if (status !== 200)
          expect(body).toEqual({ ...REFUSED, error_description: 'enrolment-token-unknown' });
    });

    it('is told expired from unknown, and refused for who has left', async () => {
      const [old, lost] = [await mint(), await mint()];
      await app.sql(`UPDATE entry.enrolment_tokens SET expires_at = now()`);
      const answer = await TestAgent.exchange(app, new AgentKey(), old).expect(400);
      expect(answer.body).toEqual({ ...REFUSED, error_description: 'enrolment-token-expired' });
      const unknown = await TestAgent.exchange(app, new AgentKey(), `${lost}x`).expect(400);
      expect(unknown.body).toEqual({ ...REFUSED, error_description: 'enrolment-token-unknown' });
      const leaver = await owner.employee('Leaver');
      const minted = await owner.post(`/api/v1/people/${leaver}/enrolment-tokens`).expect(201);
      await owner.patch(`/api/v1/people/${leaver}`, { active: false }).expect(200);
      const { token } = minted.body as { token: string };
      await TestAgent.exchange(app, new AgentKey(), token).expect(400);
    });

    it('gives nothing without a proof, a nonce, or to another client', async () => {
      const form = {
        client_id: 'holdfast-agent',
        grant_type: 'urn:holdfast:params:oauth:grant-type:enrolment-token',
        enrolment_token: await mint(),
      };
      const post = () => app.http().post('/oauth/token').type('form');
      expect((await post().send(form).expect(400)).body).toMatchObject(REFUSED);
      const claims = { htm: 'POST', htu: 'http://localhost:13199/oauth/token' };
      const asked = await post().set('dpop', new AgentKey().proof(claims)).send(form).expect(400);
      expect(asked.body).toMatchObject({ error: 'use_dpop_nonce' });
      expect(asked.headers['dpop-nonce']).toMatch(/^[\w-]{43}$/);
      const other = await post().send({ ...form, client_id: 'somebody-else' });
      expect([other.status, other.body]).toMatchObject([401, { error: 'invalid_client' }]);
      // Spent on nothing.
      await TestAgent.exchange(app, new AgentKey(), form.enrolment_token).expect(200);
    });
  });

  describe('a refresh token', () => {
    it('is another one each time, and ends when it is 30 days old or its grant 180', async () => {
      const first = await refreshed();
      expect(first.refreshToken).not.toBe(agent.tokens.refreshToken);
      const second = await refreshed(first.refreshToken);
      const [{ slides, ends } = { slides: 0, ends: 0 }] = await app.sql<{ slides: number; ends: number }>(
        `SELECT extract(day FROM max(expires_at) FILTER (WHERE kind = 'RefreshToken') - now())::int AS slides,
           extract(day FROM max(expires_at) FILTER (WHERE kind = 'Grant') - now())::int AS ends
         FROM entry.oauth_records WHERE subject = $1`,
        [agent.enrolled.agentId],
      );
      expect([slides, ends]).toEqual([29, 179]);
      await app.sql(
        `UPDATE entry.oauth_records SET payload = payload || jsonb_build_object('iiat', (payload->>'iiat')::int - 175 * 86400)
         WHERE kind = 'RefreshToken' AND subject = $1`,
        [agent.enrolled.agentId],
      );
      await refreshed(second.refreshToken);
      const [{ left } = { left: 0 }] = await app.sql<{ left: number }>(
        `SELECT extract(day FROM max(expires_at) - now())::int AS left FROM entry.oauth_records
         WHERE kind = 'RefreshToken' AND subject = $1 AND consumed_at IS NULL`,
        [agent.enrolled.agentId],
      );
      expect(left).toBe(4);
    });

    it('may be repeated within 30 s by the same key: the reply was lost', async () => {
      await refreshed();
      await wait(25);
      const { refreshToken } = await refreshed();
      expect(await isCutOff()).toBe(false);
      await refreshed(refreshToken);
    });

    it('repeated after 30 s ends the grant and the agent, and the log says why', async () => {
      const { refreshToken } = await refreshed();
      await wait(31);
      expect((await agent.refresh().expect(400)).body).toMatchObject(REFUSED);
      expect(await isCutOff()).toBe(true);
      expect((await agent.refresh(refreshToken).expect(400)).body).toMatchObject(REFUSED);
      expect(await lastEvent()).toMatchObject({
        action: 'workstation.revoked',
        object: { kind: 'agent', id: agent.enrolled.agentId },
        details: { because: 'token-reused' },
      });
    });

    it('repeated after its successor was used ends the grant, in time or not', async () => {
      const { refreshToken } = await refreshed();
      await refreshed(refreshToken);
      expect((await agent.refresh().expect(400)).body).toMatchObject(REFUSED);
      expect(await isCutOff()).toBe(true);
    });

    it('is known as one that was used after weeks too; with another key it still ends nothing', async () => {
      let { refreshToken } = agent.tokens;
      for (let times = 0; times < 5; times += 1) ({ refreshToken } = await refreshed(refreshToken));
      expect((await agent.refresh(undefined, new AgentKey()).expect(400)).body).toMatchObject(REFUSED);
      expect((await agent.refresh(`${agent.tokens.refreshToken}x`).expect(400)).body).toMatchObject(REFUSED);
      expect(await isCutOff()).toBe(false);
      expect((await agent.refresh().expect(400)).body).toMatchObject(REFUSED);
      expect(await isCutOff()).toBe(true);
    });

    it('has one successor that is used: a second one that was given for a repetition ends the grant', async () => {
      const [first, second] = [await refreshed(), await refreshed()];
      await refreshed(second.refreshToken);
      expect((await agent.refresh(first.refreshToken).expect(400)).body).toMatchObject(REFUSED);
      expect(await isCutOff()).toBe(true);
    });

    it('is nothing without its key: a thief neither uses it nor ends the enrolment with it', async () => {
      const thief = new AgentKey();
      expect((await agent.refresh(undefined, thief).expect(400)).body).toMatchObject(REFUSED);
      const { refreshToken } = await refreshed();
      for (const seconds of [0, 31]) {
        await wait(seconds);
        expect((await agent.refresh(undefined, thief).expect(400)).body).toMatchObject(REFUSED);
      }
      expect(await isCutOff()).toBe(false);
      await refreshed(refreshToken);
    });

    it('keeps one line of successors when it is repeated many times at once', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => agent.refresh()));
      const given = answers
        .filter(({ status }) => status === 200)
        .map((answer) => tokensOf(answer).refreshToken);
      expect(given.length).toBeGreaterThan(0);
      const uses = await Promise.all(given.map((token) => agent.refresh(token)));
      expect(uses.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
      const [{ n } = { n: 0 }] = await app.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM entry.oauth_records
         WHERE kind = 'RefreshToken' AND subject = $1 AND consumed_at IS NULL`,
        [agent.enrolled.agentId],
      );
      expect(n).toBeLessThanOrEqual(1);
    });

    it('is refused to who has left, and to an agent that was revoked', async () => {
      const leaverId = await owner.employee('Left');
      const leaver = await app.agentOf(owner, leaverId);
      await owner.patch(`/api/v1/people/${leaverId}`, { active: false }).expect(200);
      expect((await leaver.refresh().expect(400)).body).toMatchObject(REFUSED);
      await app.revoke(agent);
      expect((await agent.refresh().expect(400)).body).toMatchObject(REFUSED);
    });

    it('given back by the agent ends the enrolment; an old one that turns up ends nothing', async () => {
      const { refreshToken } = await refreshed();
      const give = (token: string) =>
        app
          .http()
          .post('/oauth/token/revocation')
          .type('form')
          .send({ client_id: 'holdfast-agent', token, token_type_hint: 'refresh_token' })
          .expect(200);
      await wait(31);
      await give(agent.tokens.refreshToken);
      expect(await isCutOff()).toBe(false);
      await give(refreshToken);
      expect(await isCutOff()).toBe(true);
      expect(await lastEvent()).toMatchObject({
        action: 'workstation.revoked',
        details: { because: 'given-up' },
      });
    });
  });

  it('keeps no token as it is, and no more of them the longer an agent goes on', async () => {
    const { refreshToken } = await refreshed(
      (await refreshed((await refreshed()).refreshToken)).refreshToken,
    );
    const rows = await app.sql<{ row: string }>('SELECT r::text AS row FROM entry.oauth_records r');
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).toContain(agent.key.jkt);
    for (const secret of [refreshToken, agent.tokens.refreshToken, agent.tokens.accessToken])
      expect(all).not.toContain(secret);
    const [{ n } = { n: 0 }] = await app.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM entry.oauth_records WHERE kind = 'RefreshToken' AND subject = $1`,
      [agent.enrolled.agentId],
    );
    expect(n).toBe(2);
  });

  it('counts failures of one address, and lets nobody be held up by a nonce', async () => {
    const key = new AgentKey();
    const claims = { htm: 'POST', htu: 'http://localhost:13199/oauth/token' };
    const form = { client_id: 'holdfast-agent', grant_type: 'refresh_token', refresh_token: 'x' };
    await app.sql('DELETE FROM entry.attempts');
    const post = () => app.http().post('/oauth/token').type('form');
    await post().set('dpop', key.proof(claims)).send(form).expect(400);
    expect(await app.sql('SELECT FROM entry.attempts')).toHaveLength(0);
    await TestAgent.ask(app, key, { grant_type: 'refresh_token', refresh_token: 'x' }).expect(400);
    await app.sql('UPDATE entry.attempts SET count = 300');
    const held = await agent.refresh();
    expect([held.status, held.body]).toMatchObject([429, { error: 'temporarily_unavailable' }]);
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0);
    await app.sql('DELETE FROM entry.attempts');
  });

  it('reads only access tokens that it signed itself', async () => {
    const [head = '', payload = '', mac = ''] = agent.tokens.accessToken.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const none = part({ alg: 'none', typ: 'at+jwt' });
    const signed = createHmac('sha256', 'another key').update(`${head}.${payload}`).digest('base64url');
    const forged = part({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), exp: 9_999_999_999 });
    for (const token of [
      `${none}.${payload}.`,
      `${none}.${payload}.${mac}`,
      `${head}.${payload}.${signed}`,
      `${head}.${forged}.${mac}`,
      `${head}.${payload}`,
      agent.tokens.refreshToken,
    ]) {
      const stranger = TestAgent.before(app, agent.key, { ...agent.tokens, accessToken: token });
      expect((await stranger.get('/agent/v1/policy').expect(401)).body).toMatchObject({
        code: 'agent-token-refused',
      });
    }
  });
});
