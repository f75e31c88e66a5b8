import { startBareNest } from './bare-nest-process.mjs';
import { checkInFigures } from './check-in-figures.mjs';
import { enrolAgents } from './enrolled-agents.mjs';
import { requestBytes, sendAll } from './request-load.mjs';

export { CHECK_IN_FIGURES } from './check-in-figures.mjs';

const AGENTS = 200;
const REQUESTS = 3000;
const WARM_UP = 2000;
const WIDTH = 48;
const PATH = '/agent/v1/check-in';

/**
 * What a check-in costs: a token and a proof verified, a row written under row-level security, everything answered that an
 * agent needs; and empty requests against a bare Nest application of the same machine, in rounds that take turns. Proofs
 * are made before the round: they are the agents' work.
 * @param {{ server: { origin: string, postgres: () => Promise<import('pg').Client> }, jar: import('../sign-in/console-client.mjs').CookieJar, rounds: number, signal: AbortSignal, tell: (text: string) => void }} on
 */
export async function measureCheckIns({ server, jar, rounds: count, signal, tell }) {
  const agents = await enrolAgents({ origin: server.origin, jar, count: AGENTS, signal });
  tell(`${AGENTS} agents with a phone each, enrolled by their tokens`);
  const bare = await startBareNest();
  const client = await server.postgres();
  try {
    const rounds = [];
    await checkInRound(server, agents, WARM_UP, signal);
    await bareRound(bare.port, WARM_UP, signal);
    for (let round = 0; round < count; round += 1) {
      const { rows } = await client.query('SELECT now() AS began');
      const checkIns = await checkInRound(server, agents, REQUESTS, signal);
      await expectWritten(client, rows[0].began);
      rounds.push({ checkIns, bare: await bareRound(bare.port, REQUESTS, signal) });
    }
    return checkInFigures(rounds);
  } finally {
    await client.end();
    await bare.stop();
  }
}

/** Not timed: that each workstation was seen is in its row, and not only answered. */
async function expectWritten(client, began) {
  const seen = 'SELECT count(*)::int AS seen FROM fleet_workstations WHERE last_seen_at > $1';
  const { rows } = await client.query(seen, [began]);
  if (rows[0].seen !== AGENTS) throw new Error(`Of ${AGENTS} workstations ${rows[0].seen} were seen.`);
}

async function checkInRound({ origin }, agents, count, signal) {
  const port = Number(new URL(origin).port);
  // Asked without a proof, the server says which nonce is good.
  const asked = await fetch(`${origin}${PATH}`, { method: 'POST' });
  const nonce = asked.headers.get('dpop-nonce') ?? '';
  const requests = Array.from({ length: count }, (_one, index) => {
    const { key, accessToken, phoneId } = agents[index % agents.length];
    const dpop = key.proof({ method: 'POST', url: `${origin}${PATH}`, nonce, accessToken });
    const headers = { authorization: `DPoP ${accessToken}`, dpop };
    return requestBytes({ port, path: PATH, headers, body: bodyOf(phoneId) });
  });
  return onlyAnswered(await sendAll({ port, requests, width: WIDTH, signal }));
}

async function bareRound(port, count, signal) {
  const headers = { authorization: 'x'.repeat(600), dpop: 'x'.repeat(600) };
  const one = requestBytes({ port, path: '/empty', headers, body: bodyOf('0'.repeat(36)) });
  const requests = Array.from({ length: count }, () => one);
  return onlyAnswered(await sendAll({ port, requests, width: WIDTH, signal }));
}

const bodyOf = (phoneId) => ({
  agentVersion: '0.1.0',
  spoolBytes: 0,
  phones: [{ phoneId, attach: 'ready' }],
  finishedCommands: [],
});

function onlyAnswered(measured) {
  const { statuses } = measured;
  if (statuses.size !== 1 || !statuses.has(200))
    throw new Error(`Not all were answered: ${JSON.stringify([...statuses])}`);
  return measured;
}
