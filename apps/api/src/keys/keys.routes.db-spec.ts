import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CompanyKeyState,
  type EffectivePolicy,
  type Notice,
  PolicyV1,
  type RecoveryCodeState,
} from '@holdfast/contracts';
import { newTestCode, type TestCode } from '../leavers/testing/test-code.js';
import type { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const base64 = (bytes: Buffer) => bytes.toString('base64');
const today = () => new Date().toISOString().slice(0, 10);

/** Points of low order (RFC 7748, section 6.1), and what is no key at all. */
const NO_KEYS = [
  Buffer.alloc(32),
  Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]),
  Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex'),
  Buffer.from('5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157', 'hex'),
  Buffer.from('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
  Buffer.from('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
  Buffer.from('eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
  Buffer.concat([Buffer.alloc(31), Buffer.from([0x80])]),
].map(base64);

describe('keys', () => {
  let app: TestApp;
  let owner: TestConsole;
  let employee: TestConsole;
  let agent: TestAgent;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employee = await owner.colleague('employee');
    agent = await app.agentOf(owner, employee.employeeId);
  });
  afterAll(() => app.stop());

  describe("the company's recovery key", () => {
    const state = async () => (await owner.get('/api/v1/recovery-key').expect(200)).body as CompanyKeyState;
    const register = (publicKey: string, replaces: string | null, by = owner) =>
      by.put('/api/v1/recovery-key', { publicKey, replaces });
    const told = async () => (await agent.get('/agent/v1/policy').expect(200)).body as EffectivePolicy;
    const statement = async () => (await agent.get('/agent/v1/notice').expect(200)).body as Notice;
    const acknowledged = async () => {
      const body = { agentVersion: '1', spoolBytes: 0, phones: [] };
      const answer = await agent.post('/agent/v1/check-in', body).expect(200);
      return (answer.body as { notice: { acknowledged: boolean } }).notice.acknowledged;
    };
    const publishPolicy = async (companyKey: 'none' | 'split') => {
      const { items } = (await owner.get('/api/v1/policies')).body as { items: { id: string }[] };
      const { version, policy } = (await owner.get(`/api/v1/policies/${items[0]?.id ?? ''}`)).body as {
        version: number;
        policy: PolicyV1;
      };
      const next = { ...PolicyV1.parse(policy), privacy: { ...policy.privacy, companyKey } };
      await owner
        .post(`/api/v1/policies/${items[0]?.id ?? ''}/versions`, { basedOn: version, policy: next })
        .expect(201);
    };
    const [first, second] = [newTestCode().publicKey, newTestCode().publicKey];

    it('is none at first, and what nothing can be sealed to is refused', async () => {
      expect(await state()).toEqual({ current: null, companyKey: 'split', earlier: [] });
      expect((await told()).companyKey).toBeNull();
      for (const wrong of NO_KEYS) {
        const answer = await register(wrong, null);
        expect([wrong, answer.status, codeOf(answer)]).toEqual([wrong, 422, 'public-key-refused']);
      }
      for (const malformed of ['', 'x', base64(randomBytes(29))]) await register(malformed, null).expect(400);
      for (const size of [31, 33]) await register(base64(randomBytes(size)), null).expect(422);
      expect(await state()).toMatchObject({ current: null });
    });

    it('once registered is told to agents, and everybody reads a statement that names it', async () => {
      expect(await acknowledged()).toBe(true);
      const { current } = (await register(base64(first), null).expect(200)).body as CompanyKeyState;
      expect(current).toMatchObject({ publicKey: base64(first), registeredBy: 'Olga Owner' });
      const { companyKey } = await told();
      expect(companyKey).toEqual({ publicKey: base64(first), fingerprint: current?.fingerprint });
      expect((await statement()).text).toContain(`recovery key ${current?.fingerprint ?? ''},`);
      expect(await acknowledged()).toBe(false);
      const run = { runId: crypto.randomUUID(), phoneId: crypto.randomUUID(), kind: 'backup' };
      await agent.post('/agent/v1/runs', run).expect(404);
      await agent.acknowledge();
      expect(await acknowledged()).toBe(true);
    });

    it('is replaced only by who names it, keeps its history, and does not come back', async () => {
      const before = await state();
      const named = before.current?.fingerprint ?? '';
      for (const wrong of [null, '0000 0000 0000 0000 0000'])
        expect(codeOf(await register(base64(second), wrong).expect(409))).toBe('version-conflict');
      const both = await Promise.all([1, 2].map(() => register(base64(second), named)));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const after = await state();
      expect(after.current?.publicKey).toBe(base64(second));
      expect(after.earlier).toEqual([expect.objectContaining({ fingerprint: named, replacedOn: today() })]);
      expect(codeOf(await register(base64(first), after.current?.fingerprint ?? '').expect(409))).toBe(
        'version-conflict',
      );
      expect(await acknowledged()).toBe(false);
      const events = (await app.audit(owner.companyId)).filter(({ action }) =>
        action.startsWith('recovery-key.'),
      );
      expect(events.map(({ action, details }) => [action, details])).toEqual([
        ['recovery-key.registered', { fingerprint: named }],
        ['recovery-key.replaced', { fingerprint: after.current?.fingerprint, replaced: named }],
      ]);
    });

    it('with “none” stands in no statement', async () => {
      await publishPolicy('none');
      const { text } = await statement();
      expect(text).not.toContain((await state()).current?.fingerprint);
      await agent.acknowledge();
      const third = newTestCode().publicKey;
      await register(base64(third), (await state()).current?.fingerprint ?? '').expect(200);
      expect((await statement()).text).toBe(text);
      expect(await acknowledged()).toBe(true);
    });
  });

  describe('recovery codes', () => {
    let code: TestCode;
    const state = async () =>
      (await agent.get('/agent/v1/recovery-code').expect(200)).body as RecoveryCodeState;
    const register = (one: TestCode, replaces: TestCode | null, by = agent) =>
      by.put('/agent/v1/recovery-code', {
        publicKey: base64(one.publicKey),
        seal: base64(Buffer.alloc(32, 7)),
        replaces: replaces && base64(replaces.publicKey),
      });
    const challenged = async (by = agent) =>
      (await by.post('/agent/v1/recovery-code/challenges').expect(201)).body as {
        challenge: string;
        publicKey: string;
      };
    const prove = async (one: TestCode, by = agent) => {
      const asked = await challenged(by);
      return by.post('/agent/v1/recovery-code/proofs', {
        challenge: asked.challenge,
        answer: one.answer(asked),
      });
    };
    const forget = () => app.sql('DELETE FROM entry.attempts');

    it('are registered once, and another one has to name the one that it replaces', async () => {
      const nothing = { publicKey: null, seal: null, registeredOn: null, provenOn: null, dueOn: null };
      expect(await state()).toEqual(nothing);
      code = newTestCode();
      const made = (await register(code, null).expect(200)).body as RecoveryCodeState;
      expect(made).toMatchObject({ registeredOn: today(), provenOn: null, dueOn: today() });
      expect((await register(code, null).expect(200)).body).toEqual(made);
      const next = newTestCode();
      for (const wrong of [null, newTestCode()])
        expect(codeOf(await register(next, wrong).expect(409))).toBe('version-conflict');
      for (const publicKey of NO_KEYS) {
        const body = { publicKey, seal: base64(Buffer.alloc(32)), replaces: null };
        expect(codeOf(await agent.put('/agent/v1/recovery-code', body))).toBe('public-key-refused');
      }
      expect(await state()).toEqual(made);
    });

    it('are proven by whoever holds them: the server knows the day, and the employee reads it', async () => {
      expect((await prove(code)).body).toMatchObject({ provenOn: today() });
      const dates = (await employee.get('/api/v1/my/recovery-code').expect(200)).body as RecoveryCodeState;
      const inAYear = new Date(Date.parse(today()) + 365 * 86_400_000).toISOString().slice(0, 10);
      expect(dates).toEqual({ registeredOn: today(), provenOn: today(), dueOn: inAYear });
      expect((await owner.get('/api/v1/my/recovery-code')).body).toMatchObject({ registeredOn: null });
    });

    it('answer every wrong answer alike, once each, and ten of them end the day', async () => {
      await forget();
      const asked = await challenged();
      const right = code.answer(asked);
      const colleague = await app.agentOf(owner, await owner.employee());
      await register(newTestCode(), null, colleague).expect(200);
      const foreign = await challenged(colleague);
      const wrong = [
        { challenge: asked.challenge, answer: newTestCode().answer(asked) },
        { challenge: asked.challenge, answer: right.slice(4) },
        { challenge: foreign.challenge, answer: code.answer(foreign) },
        { challenge: `${asked.challenge.slice(0, -4)}AAAA`, answer: right },
      ];
      const once = { challenge: asked.challenge, answer: right };
      await agent.post('/agent/v1/recovery-code/proofs', once).expect(200);
      const answers = [];
      for (const body of [...wrong, once])
        answers.push(await agent.post('/agent/v1/recovery-code/proofs', body).expect(403));
      const shown = answers.map(({ body }) => ({ ...(body as object), requestId: '' }));
      for (const one of shown) expect(one).toEqual(shown[0]);
      for (let tries = 5; tries < 10; tries += 1)
        expect(codeOf(await prove(newTestCode()))).toBe('recovery-proof-refused');
      const stopped = await prove(code);
      expect([stopped.status, codeOf(stopped)]).toEqual([429, 'too-many-requests']);
      await forget();
      expect((await prove(code)).status).toBe(200);
    });

    it('that are replaced prove nothing any more, asked before or after, and the new one is unproven', async () => {
      const asked = await challenged();
      const next = newTestCode();
      const replaced = (await register(next, code).expect(200)).body as RecoveryCodeState;
      expect(replaced).toMatchObject({ publicKey: base64(next.publicKey), provenOn: null });
      const late = { challenge: asked.challenge, answer: code.answer(asked) };
      expect(codeOf(await agent.post('/agent/v1/recovery-code/proofs', late))).toBe('recovery-proof-refused');
      expect(codeOf(await prove(code))).toBe('recovery-proof-refused');
      expect((await prove(next)).status).toBe(200);
      await forget();
      const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
      const ofCodes = actions.filter((action) => action.startsWith('recovery-code.'));
      expect(ofCodes.slice(0, 2)).toEqual(['recovery-code.registered', 'recovery-code.proven']);
      expect(ofCodes.slice(-4)).toEqual([
        'recovery-code.replaced',
        'recovery-code.refused',
        'recovery-code.refused',
        'recovery-code.proven',
      ]);
      // Nobody without a code is told so.
      const nobody = await app.agentOf(owner, await owner.employee());
      expect(codeOf(await prove(next, nobody))).toBe('recovery-proof-refused');
    });
  });
});
