import { percentile } from '../agents/percentile.mjs';
import { median, rounded } from '../engine/results.mjs';
import { gapQuestions } from './gap-questions.mjs';
import { spread } from './spread.mjs';
import { timedPage } from './timed-page.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const GAP_LIST_FIGURES = [
  { name: 'gapList.p95Ms', most: 200 },
  { name: 'gapList.worstMs' },
  { name: 'gapList.worst' },
  { name: 'gapList.questions' },
];

/** Each question once a round: its first page, and the page after it. */
export async function measureGapList({ big, rounds: count, signal, tell }) {
  const questions = gapQuestions(await there(big));
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    const pages = new Map();
    for (const { name, path } of questions) {
      signal.throwIfAborted();
      const first = await timedPage(big, path);
      pages.set(name, first.ms);
      const { nextCursor } = first.body;
      if (nextCursor)
        pages.set(`${name}, next page`, (await timedPage(big, `${path}&cursor=${nextCursor}`)).ms);
    }
    rounds.push(pages);
    tell(`gap list: ${pages.size} pages, p95 ${percentile([...pages.values()], 0.95).toFixed(1)} ms`);
  }
  return gapListFigures(rounds);
}

/** @param {readonly Map<string, number>[]} rounds milliseconds of each page by its name; the first round warms up where there are others */
export function gapListFigures(rounds) {
  const counted = rounds.length > 1 ? rounds.slice(1) : rounds;
  const p95 = counted.map((pages) => percentile([...pages.values()], 0.95));
  const byName = [...counted[0].keys()].map((name) => ({
    name,
    ms: median(counted.flatMap((pages) => pages.get(name) ?? [])),
  }));
  byName.sort((a, b) => b.ms - a.ms);
  return {
    'gapList.p95Ms': rounded(median(p95)),
    'gapList.worstMs': rounded(byName[0].ms),
    'gapList.worst': byName[0].name,
    'gapList.questions': counted[0].size,
    'gapList.rounds': { p95Ms: spread(p95) },
    'gapList.slowest': byName.slice(0, 20).map(({ name, ms }) => ({ name, ms: rounded(ms) })),
  };
}

/** Values of the filters that match something. */
async function there({ client, company }) {
  const { rows } = await client.query(
    `SELECT (SELECT department FROM coverage_gaps WHERE company_id = $1 AND closed_at IS NULL AND department <> ''
         GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) AS department,
       (SELECT policy_id FROM policy_assignments WHERE company_id = $1 AND group_id IS NOT NULL) AS policy,
       (SELECT owner_id FROM coverage_gaps WHERE company_id = $1 AND owner_id IS NOT NULL LIMIT 1) AS owner,
       (SELECT incident_id FROM coverage_gaps WHERE company_id = $1 AND incident_id IS NOT NULL LIMIT 1) AS incident,
       (SELECT name_key FROM coverage_gaps WHERE company_id = $1 AND closed_at IS NULL ORDER BY id LIMIT 1) AS person`,
    [company],
  );
  return rows[0];
}
