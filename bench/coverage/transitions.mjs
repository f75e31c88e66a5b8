import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../agents/percentile.mjs';
import { median, rounded } from '../engine/results.mjs';
import { sendPaced } from './paced-load.mjs';
import { agentsOf, CHECK_IN, seededAgents } from './seeded-agents.mjs';
import { spread } from './spread.mjs';
import { timedPage } from './timed-page.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const TRANSITION_FIGURES = [
  { name: 'transitions.perSecond', least: 1500 },
  { name: 'transitions.people' },
  { name: 'transitions.checkInP99Ms' },
  { name: 'transitions.checkInErrors', most: 0 },
  { name: 'transitions.overviewP95Ms' },
];

const MOST_PEOPLE = 60_000;
const CHECK_INS_A_SECOND = 100;
const AGENTS = 5000;
const WEEK = `interval '7 days'`;

/**
 * Many fall due at once, every third of them with another answer than before: their backups are moved a week back behind the
 * server, and in the next round forward again, so that what is there in the end is what was there. Beside it agents check in, and
 * somebody looks at the overview. Counted is from the first look that found some of them evaluated until none is due.
 */
export async function measureTransitions({ big, rounds: count, signal, tell }) {
  const { client, company, server, folder } = big;
  const agents = await agentsOf(client, company, { from: 0, count: AGENTS });
  const seeded = seededAgents({ folder, origin: server.origin, company });
  const people = await choose(client, company);
  tell(`transitions: ${people} people`);
  const rounds = [];
  for (let round = 0; round < 2 * count; round += 1) {
    signal.throwIfAborted();
    await moveBackups(client, company, round % 2 === 0 ? '-' : '+');
    rounds.push(await oneRound({ big, agents, seeded, people, signal }));
    tell(`transitions: ${rounds.at(-1).perSecond.toFixed(0)} people a second`);
  }
  await client.query('DROP TABLE bench_due');
  return transitionFigures(people, rounds);
}

/** @typedef {{ perSecond: number, ms: number[], errors: string[], overview: number[] }} Round */

/** @param {readonly Round[]} rounds */
export function transitionFigures(people, rounds) {
  const rates = rounds.map(({ perSecond }) => perSecond);
  const p99 = rounds.map(({ ms }) => percentile(ms, 0.99));
  return {
    'transitions.perSecond': rounded(median(rates)),
    'transitions.people': people,
    'transitions.checkInP99Ms': rounded(median(p99)),
    'transitions.checkInErrors': rounds.reduce((sum, { errors }) => sum + errors.length, 0),
    'transitions.overviewP95Ms': rounded(
      percentile(
        rounds.flatMap(({ overview }) => overview),
        0.95,
      ),
    ),
    'transitions.rounds': { perSecond: spread(rates), checkInP99Ms: spread(p99) },
    'transitions.errors': rounds.flatMap(({ errors }) => errors).slice(0, 5),
  };
}

/** People of whom two thirds are evaluated in vain; `moved`: the third whose backups are moved. All of them are protected now. */
async function choose(client, company) {
  await client.query('DROP TABLE IF EXISTS bench_due');
  await client.query(
    `CREATE UNLOGGED TABLE bench_due AS SELECT employee_id, row_number() OVER (ORDER BY employee_id) % 3 = 0 AS moved
     FROM (SELECT p.employee_id FROM coverage_people p WHERE p.company_id = $1 AND p.standing = 'protected'
       ORDER BY p.employee_id LIMIT $2) p`,
    [company, MOST_PEOPLE],
  );
  await client.query('ANALYZE bench_due');
  const { rows } = await client.query('SELECT count(*)::int AS people FROM bench_due');
  return rows[0].people;
}

async function moveBackups(client, company, sign) {
  await client.query(
    `UPDATE backup_snapshots s SET taken_at = taken_at ${sign} ${WEEK}, committed_at = committed_at ${sign} ${WEEK}
     FROM fleet_phones f JOIN bench_due d ON d.employee_id = f.employee_id AND d.moved
     WHERE f.company_id = $1 AND s.company_id = $1 AND s.phone_id = f.id`,
    [company],
  );
}

async function oneRound({ big, agents, seeded, people, signal }) {
  const { client, company, server } = big;
  const began = (
    await client.query(
      `WITH due AS (UPDATE coverage_people p SET next_transition_at = date_trunc('milliseconds', now()) FROM bench_due d
         WHERE p.company_id = $1 AND p.employee_id = d.employee_id) SELECT date_trunc('milliseconds', now()) AS at`,
      [company],
    )
  ).rows[0].at;
  let done = false;
  const load = sendPaced({
    ...{ origin: server.origin, path: CHECK_IN, perSecond: CHECK_INS_A_SECOND, count: 60_000, signal },
    make: (index) => seeded.checkIn(agents[index % agents.length]),
    until: () => done,
  });
  const overview = lookOn(big, () => done);
  try {
    const perSecond = await watch(client, company, { began, people, signal });
    done = true;
    const { ms, errors } = await load;
    return { perSecond, ms, errors, overview: await overview };
  } finally {
    done = true;
  }
}

async function watch(client, company, { began, people, signal }) {
  let first;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await client.query(
      `SELECT count(*)::int AS due FROM coverage_people WHERE company_id = $1 AND next_transition_at <= $2`,
      [company, began],
    );
    const now = performance.now();
    const { due } = rows[0];
    if (due < people) first ??= { at: now, due };
    if (due === 0) return (1000 * first.due) / (now - first.at);
    await sleep(200);
  }
}

async function lookOn(big, isDone) {
  const ms = [];
  while (!isDone()) {
    ms.push((await timedPage(big, '/api/v1/overview')).ms);
    await sleep(1000);
  }
  return ms;
}
