import { median } from '../engine/results.mjs';
import { send } from './console-client.mjs';

/** Lists that every admin opens, each with its filter. */
const PAGES = ['/api/v1/people?limit=50', '/api/v1/people?limit=50&q=department%201'];
const ROUNDS = 12;
const REQUESTS = 25;

/**
 * What row-level security costs a list page: the same pages from the same server over the same rows, with it and without,
 * in rounds that take turns. The ratio is the median of the rounds' ratios.
 * @param {{ origin: string, jar: import('./console-client.mjs').CookieJar, client: import('pg').Client, signal: AbortSignal }} on
 */
export async function measureRowSecurity({ origin, jar, client, signal }) {
  const tables = await tenantTables(client);
  const rounds = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    signal.throwIfAborted();
    const seconds = {};
    // Which comes first changes too: what the first warms the second has.
    for (const secured of round % 2 === 0 ? [true, false] : [false, true]) {
      await setRowSecurity(client, tables, secured);
      await pageSeconds(origin, jar, 3);
      seconds[secured] = await pageSeconds(origin, jar, REQUESTS);
    }
    // The first round warms the server up.
    if (round > 0) rounds.push({ with: seconds.true, without: seconds.false });
  }
  await setRowSecurity(client, tables, true);
  return { rounds, ratio: median(rounds.map((one) => one.with / one.without)) };
}

async function tenantTables(client) {
  const { rows } = await client.query(
    `SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace`,
  );
  return rows.map(({ relname }) => relname);
}

async function setRowSecurity(client, tables, secured) {
  await client.query('BEGIN');
  for (const table of tables)
    await client.query(
      secured
        ? `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`
        : `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`,
    );
  await client.query('COMMIT');
}

/** Median seconds of one page, asked one after the other: a queue would hide what a page costs. */
async function pageSeconds(origin, jar, requests) {
  const seconds = [];
  for (let index = 0; index < requests; index += 1) {
    for (const path of PAGES) {
      const began = performance.now();
      const answer = await send({ origin, path, jar });
      seconds.push((performance.now() - began) / 1000);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    }
  }
  return median(seconds);
}
