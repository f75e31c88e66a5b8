import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DpopNonces } from '../authorization/index.js';
import { AgentKey, type ProofClaims } from '../testing/agent-key.js';
import type { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const PATH = '/agent/v1/policy';
const URL_OF = `http://localhost:13199${PATH}`;

describe('a call of an agent', () => {
  let app: TestApp;
  let owner: TestConsole;
  let agent: TestAgent;
  let other: TestAgent;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    agent = await app.agentOf(owner, await owner.employee());
    other = await app.agentOf(owner, await owner.employee('Jonas Lindqvist'));
  });
  afterAll(() => app.stop());

  const nonce = () => app.get(DpopNonces).newest();
  const claims = (wrong: Partial<ProofClaims> = {}): ProofClaims => ({
    htm: 'GET',
    htu: URL_OF,
    nonce: nonce(),
    accessToken: agent.tokens.accessToken,
    ...wrong,
  });
  const call = (dpop: string, accessToken = agent.tokens.accessToken) =>
    app.http().get(PATH).set('authorization', `DPoP ${accessToken}`).set('dpop', dpop);
  const codeOf = async (dpop: string, accessToken?: string): Promise<unknown> => {
    const { status, body } = await call(dpop, accessToken);
    return status === 200 ? 200 : (body as { code: string }).code;
  };

  it('is let in with a proof for it, and told the nonce of the next', async () => {
    const answer = await call(agent.key.proof(claims())).expect(200);
    expect(answer.headers['dpop-nonce']).toBe(nonce());
    await app
      .http()
      .get('/agent/v1/nowhere')
      .expect(404)
      .expect('dpop-nonce', /^[\w-]{43}$/);
    // A query is no part of it, and a scheme is written as one likes (RFC 9110, section 11.1).
    const lower = app.http().get(`${PATH}?x=1`).set('authorization', `dpop ${agent.tokens.accessToken}`);
    await lower.set('dpop', agent.key.proof(claims({ htu: `${URL_OF}?x=1` }))).expect(200);
  });

  it('needs a nonce of the server, and a recent one', async () => {
    const before = Math.floor(Date.now() / 60_000);
    const asked = await call(agent.key.proof(claims({ nonce: undefined }))).expect(401);
    expect(asked.body).toMatchObject({ code: 'dpop-nonce-required' });
    expect(asked.headers['www-authenticate']).toBe('DPoP error="use_dpop_nonce", algs="ES256"');
    const next = asked.headers['dpop-nonce'];
    expect(await codeOf(agent.key.proof(claims({ nonce: next })))).toBe(200);
    const nonces = app.get(DpopNonces) as unknown as { of(minute: number): string };
    expect(await codeOf(agent.key.proof(claims({ nonce: nonces.of(before - 1) })))).toBe(200);
    for (const stale of [nonces.of(before - 5), nonces.of(before + 5), `${next}x`, 'x'])
      expect(await codeOf(agent.key.proof(claims({ nonce: stale })))).toBe('dpop-nonce-required');
  });

  it('takes the nonces of the token endpoint, which takes its own', async () => {
    const form = { client_id: 'holdfast-agent', grant_type: 'refresh_token', refresh_token: 'x' };
    const token = { htm: 'POST', htu: 'http://localhost:13199/oauth/token' };
    const post = (dpop: string) => app.http().post('/oauth/token').type('form').set('dpop', dpop).send(form);
    const asked = await post(agent.key.proof(token)).expect(400);
    const theirs = asked.headers['dpop-nonce'];
    expect(await codeOf(agent.key.proof(claims({ nonce: theirs })))).toBe(200);
    const ours = (await call(agent.key.proof(claims()))).headers['dpop-nonce'];
    expect((await post(agent.key.proof({ ...token, nonce: ours }))).body).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('is let in by a workstation whose clock is a day off', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const iat of [now - 86_400, now + 86_400])
      expect(await codeOf(agent.key.proof(claims({ iat })))).toBe(200);
  });

  it.each([
    ['another method', { htm: 'POST' }],
    ['another address', { htu: 'http://localhost:13199/agent/v1/check-in' }],
    ['another server', { htu: `https://evil.example${PATH}` }],
    ['no address', { htu: 'nothing' }],
    ['no token', { accessToken: undefined }],
    ['another token', { accessToken: 'x' }],
    ['a name that is too long', { jti: 'x'.repeat(201) }],
  ])('refuses a proof for %s', async (_what, wrong: Partial<ProofClaims>) => {
    expect(await codeOf(agent.key.proof(claims(wrong)))).toBe('dpop-proof-refused');
  });

  it('refuses a stolen token with another key, and a key with another token', async () => {
    expect(await codeOf(new AgentKey().proof(claims()))).toBe('dpop-proof-refused');
    const { accessToken } = other.tokens;
    expect(await codeOf(agent.key.proof(claims({ accessToken })), accessToken)).toBe('dpop-proof-refused');
    const bearer = app.http().get(PATH).set('authorization', `Bearer ${agent.tokens.accessToken}`);
    expect((await bearer.expect(401)).body).toMatchObject({ code: 'agent-token-refused' });
  });

  it('takes a proof once, of a hundred at the same moment too', async () => {
    const proof = agent.key.proof(claims());
    const codes = await Promise.all(Array.from({ length: 100 }, () => codeOf(proof)));
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    expect(codes.filter((code) => code === 'dpop-proof-refused')).toHaveLength(99);
    expect(await codeOf(proof)).toBe('dpop-proof-refused');
    // What somebody else used up is theirs.
    const jti = 'the-same';
    expect(await codeOf(agent.key.proof(claims({ jti })))).toBe(200);
    const { accessToken } = other.tokens;
    expect(await codeOf(other.key.proof(claims({ jti, accessToken })), accessToken)).toBe(200);
  });

  it.each([
    ['none', ''],
    ['HS256', 'x'.repeat(86)],
    ['RS256', 'x'.repeat(342)],
    ['ES384', 'x'.repeat(128)],
  ])('refuses the algorithm %s', async (alg, signature) => {
    const [head = '', payload] = agent.key.proof(claims(), { alg }).split('.');
    expect(await codeOf(`${head}.${String(payload)}.${signature}`)).toBe('dpop-proof-refused');
    expect(await codeOf(agent.key.proof(claims(), { alg }))).toBe('dpop-proof-refused');
  });

  it('refuses what is no proof, or one with more than a public key in it', async () => {
    const { d } = agent.key.privateKey.export({ format: 'jwk' });
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [head = '', payload = '', signature = ''] = agent.key.proof(claims()).split('.');
    const rsa = agent.key.proof(claims(), { alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) });
    const [rsaHead = '', rsaPayload = ''] = rsa.split('.');
    const rsaSignature = sign('sha256', Buffer.from(`${rsaHead}.${rsaPayload}`), privateKey);
    for (const proof of [
      agent.key.proof(claims(), { jwk: { ...agent.key.jwk, d } }),
      agent.key.proof(claims(), { jwk: { kty: 'oct', k: 'eA' } }),
      agent.key.proof(claims(), { jwk: { ...agent.key.jwk, y: agent.key.jwk.x } }),
      agent.key.proof(claims(), { typ: 'JWT' }),
      agent.key.proof(claims(), { crit: ['b64'] }),
      agent.key.proof(claims(), { padding: 'x'.repeat(5000) }),
      `${rsaHead}.${rsaPayload}.${rsaSignature.toString('base64url')}`,
      `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${head}.${payload}.${'A'.repeat(86)}`,
      `${head}.${payload}`,
      'x',
    ])
      expect(await codeOf(proof)).toBe('dpop-proof-refused');
    const none = app.http().get(PATH).set('authorization', `DPoP ${agent.tokens.accessToken}`);
    expect((await none.expect(401)).body).toMatchObject({ code: 'dpop-proof-refused' });
    await call('x'.repeat(20_000)).expect(431);
  });

  it('is asked for a new token when the access token is too old, and for nothing when that is over', async () => {
    const { accessToken } = agent.tokens;
    const real = Date.now;
    Date.now = () => real() + 601_000;
    try {
      const late = agent.key.proof(claims({ nonce: nonce() }));
      expect(await codeOf(late, accessToken)).toBe('agent-token-expired');
    } finally {
      Date.now = real;
    }
    expect(await codeOf(agent.key.proof(claims()))).toBe(200);
  });
});
