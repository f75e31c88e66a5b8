import { createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newAgentKey } from '../agents/agent-key.mjs';

const ACCESS_TOKEN_SECONDS = 600;
export const CHECK_IN = '/agent/v1/check-in';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Makes check-ins of agents that are in the database and never enrolled: their access tokens are made here, with the server's own
 * secret from its data folder, as its authorization server would make them. One key stands for all agents: a token says which key
 * may use it, and the server asks no more of it. Each request has a proof of its own, which the server checks as any other.
 * @param {{ folder: string, origin: string, company: string }} of
 */
export function seededAgents({ folder, origin, company }) {
  const installation = Buffer.from(readFileSync(join(folder, 'secret-key'), 'utf8').trim(), 'hex');
  const secret = Buffer.from(
    hkdfSync('sha256', installation, Buffer.alloc(0), 'holdfast/agent-access-tokens', 32),
  );
  const key = newAgentKey();
  const head = part({ alg: 'HS256', typ: 'at+jwt' });
  const tokenOf = (agent) => {
    const claims = {
      ...{
        iss: `${origin}/oauth`,
        aud: `${origin}/agent/v1`,
        sub: agent.id,
        company,
        employee: agent.employee,
      },
      ...{ exp: Math.floor(Date.now() / 1000) + ACCESS_TOKEN_SECONDS, cnf: { jkt: key.thumbprint } },
    };
    const signed = `${head}.${part(claims)}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };
  const nonce = newestNonce(origin);
  return {
    /** @param {SeededAgent} agent */
    async checkIn(agent) {
      const accessToken = tokenOf(agent);
      const dpop = key.proof({
        method: 'POST',
        url: `${origin}${CHECK_IN}`,
        nonce: await nonce(),
        accessToken,
      });
      const body = { agentVersion: agent.version, spoolBytes: 0, phones: agent.phones, finishedCommands: [] };
      return { headers: { authorization: `DPoP ${accessToken}`, dpop }, body: JSON.stringify(body) };
    },
  };
}

const NONCE_MS = 60_000;

/** Asked without a proof, the server says which nonce is good; for some minutes, so it is asked once in one. */
function newestNonce(origin) {
  let known = { at: -Infinity, nonce: Promise.resolve('') };
  return () => {
    const now = performance.now();
    if (now - known.at > NONCE_MS) {
      const nonce = fetch(`${origin}${CHECK_IN}`, { method: 'POST' }).then(
        (answer) => answer.headers.get('dpop-nonce') ?? '',
      );
      known = { at: now, nonce };
    }
    return known.nonce;
  };
}

/**
 * Agents of a company, in an order that looks random and is always the same.
 * @typedef {{ id: string, employee: string, workstation: string, version: string, phones: { phoneId: string, attach: string }[] }} SeededAgent
 * @param {import('pg').Client} client
 * @returns {Promise<SeededAgent[]>}
 */
export async function agentsOf(client, company, { from, count }) {
  const { rows } = await client.query(
    `SELECT a.id, w.employee_id AS employee, w.id AS workstation, a.version,
       coalesce((SELECT jsonb_agg(jsonb_build_object('phoneId', e.phone_id, 'attach', e.attach)) FROM fleet_enrolments e
         WHERE e.company_id = a.company_id AND e.workstation_id = w.id), '[]') AS phones
     FROM (SELECT * FROM fleet_agents WHERE company_id = $1 AND revoked_at IS NULL ORDER BY id OFFSET $2 LIMIT $3) a
     JOIN fleet_workstations w ON w.company_id = a.company_id AND w.id = a.workstation_id`,
    [company, from, count],
  );
  return rows;
}
