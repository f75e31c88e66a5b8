import { createHmac } from 'node:crypto';
import { api, send } from '../sign-in/console-client.mjs';
import { newAgentKey } from './agent-key.mjs';

const GRANT = 'urn:holdfast:params:oauth:grant-type:enrolment-token';

/**
 * Employees with an enrolled laptop and phone each, made the way a rollout makes them: people added, tokens for everybody
 * as a table, each exchanged for an agent's tokens, notice acknowledged, phone enrolled.
 * @param {{ origin: string, jar: import('../sign-in/console-client.mjs').CookieJar, count: number, signal: AbortSignal }} on
 */
export async function enrolAgents({ origin, jar, count, signal }) {
  for (let index = 0; index < count; index += 1) {
    signal.throwIfAborted();
    await api(origin, jar, 'POST', '/people', { name: `Person ${index}`, email: `p${index}@bench.invalid` });
  }
  const table = await send({ origin, path: '/api/v1/enrolment-tokens', method: 'POST', jar, json: {} });
  const tokens = table.text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[1]);
  const agents = [];
  for (const token of tokens.slice(0, count)) {
    signal.throwIfAborted();
    agents.push(await enrolOne(origin, token, agents.length));
  }
  return agents;
}

async function enrolOne(origin, enrolmentToken, index) {
  const key = newAgentKey();
  const url = `${origin}/oauth/token`;
  const body = new URLSearchParams({
    client_id: 'holdfast-agent',
    grant_type: GRANT,
    enrolment_token: enrolmentToken,
  });
  const ask = (nonce) =>
    fetch(url, { method: 'POST', body, headers: { dpop: key.proof({ method: 'POST', url, nonce }) } });
  const first = await ask();
  const nonce = first.headers.get('dpop-nonce') ?? '';
  const given = /** @type {{ access_token?: string }} */ (await (await ask(nonce)).json());
  if (!given.access_token) throw new Error(`No tokens were given: ${JSON.stringify(given)}`);
  const agent = { key, accessToken: given.access_token, phoneId: '' };
  const laptop = { label: `Laptop ${index}`, os: 'linux', agentVersion: '0.1.0', keyStore: 'file' };
  const enrolled = await callAgent(origin, agent, nonce, '/agent/v1/enrol', laptop);
  const { version, sha256 } = enrolled.notice;
  await callAgent(origin, agent, nonce, '/agent/v1/acknowledgements', {
    noticeVersion: version,
    textSha256: sha256,
  });
  const phoneKey = createHmac('sha256', Buffer.from(enrolled.phoneHashKey, 'base64'))
    .update(`serial ${index}`)
    .digest('hex');
  const phone = { phoneKey, platform: 'android', model: 'Pixel 8', osVersion: '16', label: `Phone ${index}` };
  agent.phoneId = (await callAgent(origin, agent, nonce, '/agent/v1/phones', phone)).phoneId;
  return agent;
}

async function callAgent(origin, { key, accessToken }, nonce, path, body) {
  const url = `${origin}${path}`;
  const dpop = key.proof({ method: 'POST', url, nonce, accessToken });
  const headers = { authorization: `DPoP ${accessToken}`, dpop, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
