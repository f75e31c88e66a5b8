import { percentile } from '../agents/percentile.mjs';
import { median, rounded } from '../engine/results.mjs';
import { sendPaced } from './paced-load.mjs';
import { agentsOf, CHECK_IN, seededAgents } from './seeded-agents.mjs';
import { spread } from './spread.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const HERD_FIGURES = [
  { name: 'herd.errors', most: 0 },
  { name: 'herd.agents' },
  { name: 'herd.seconds' },
  { name: 'herd.retried' },
  { name: 'herd.p99Ms' },
];

const LEAST_SECONDS = 30;
/** A hundred thousand in five minutes; no more at once than that, however large the fleet. */
const MOST_A_SECOND = 100_000 / 300;

/**
 * A tenth of the agents come back, as after a weekend: none was seen for three days, of some everybody was told that they are
 * silent. All check in once within half a minute. What they were before is put back after each round.
 */
export async function measureHerd({ big, phones, rounds: count, signal, tell }) {
  const { client, company, server, folder } = big;
  const seeded = seededAgents({ folder, origin: server.origin, company });
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    const agents = await agentsOf(client, company, {
      from: Math.floor(phones / 5),
      count: Math.floor(phones / 10),
    });
    const seconds = Math.max(LEAST_SECONDS, agents.length / MOST_A_SECOND);
    await sendAway(client, company, agents);
    const told = await sendPaced({
      ...{
        origin: server.origin,
        path: CHECK_IN,
        perSecond: agents.length / seconds,
        count: agents.length,
        signal,
      },
      make: (index) => seeded.checkIn(agents[index]),
    });
    await putBack(client, company);
    rounds.push({ ...told, agents: agents.length, seconds });
    tell(
      `herd: ${agents.length} agents in ${seconds.toFixed(0)} s, ${told.errors.length} errors, p99 ${percentile(told.ms, 0.99).toFixed(0)} ms`,
    );
  }
  return herdFigures(rounds);
}

/** @param {readonly { ms: number[], retried: number, errors: string[], agents: number, seconds: number }[]} rounds */
export function herdFigures(rounds) {
  const p99 = rounds.map(({ ms }) => percentile(ms, 0.99));
  return {
    'herd.errors': rounds.reduce((sum, { errors }) => sum + errors.length, 0),
    'herd.agents': rounds[0].agents,
    'herd.seconds': rounded(rounds[0].seconds),
    'herd.retried': rounds.reduce((sum, { retried }) => sum + retried, 0),
    'herd.p99Ms': rounded(median(p99)),
    'herd.rounds': { p99Ms: spread(p99) },
    'herd.saidOfErrors': rounds.flatMap(({ errors }) => errors).slice(0, 5),
  };
}

async function sendAway(client, company, agents) {
  await client.query('DROP TABLE IF EXISTS bench_away');
  await client.query(
    `CREATE UNLOGGED TABLE bench_away AS SELECT w.id, w.employee_id, w.last_seen_at FROM fleet_workstations w
     WHERE w.company_id = $1 AND w.id = ANY($2::uuid[])`,
    [company, agents.map(({ workstation }) => workstation)],
  );
  // Who is silent stays as long away as they are.
  await client.query(
    `UPDATE fleet_workstations w SET last_seen_at = least(w.last_seen_at, now() - interval '3 days') FROM bench_away a
     WHERE w.company_id = $1 AND w.id = a.id`,
    [company],
  );
}

async function putBack(client, company) {
  await client.query(
    `UPDATE fleet_workstations w SET last_seen_at = a.last_seen_at FROM bench_away a WHERE w.company_id = $1 AND w.id = a.id`,
    [company],
  );
  await client.query(
    `UPDATE coverage_people p SET next_transition_at = now() FROM bench_away a WHERE p.company_id = $1
       AND p.employee_id = a.employee_id AND p.evaluated_at > now() - interval '5 minutes'`,
    [company],
  );
  await client.query('DROP TABLE bench_away');
}
