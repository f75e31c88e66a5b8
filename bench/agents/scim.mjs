import { percentile } from './percentile.mjs';
import { api, send } from '../sign-in/console-client.mjs';
import { rounded } from '../engine/results.mjs';
import { fillDirectory } from './directory-people.mjs';
import { scimCalls } from './scim-calls.mjs';

/** The goal is one for so many people: what fewer take says nothing of it. */
const PEOPLE = 100_000;

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const SCIM_FIGURES = [
  { name: 'scim.listP95Ms', most: ({ people }) => (people >= PEOPLE ? 200 : null) },
  { name: 'scim.listP50Ms' },
  { name: 'scim.slowestKindP95Ms' },
  { name: 'scim.slowestKind' },
];

const ROUNDS = 40;
const WARM_UP = 3;
/** Directories ask a few things at once, not a hundred. */
const WIDTH = 2;

/**
 * How long directories wait for lists and filters of a company of so many people, over HTTP, from the server as built.
 * Kinds of calls take turns; all count alike in the figure, and each has its own beside it.
 * @param {{ server: { origin: string, postgres: () => Promise<import('pg').Client> }, jar: import('../sign-in/console-client.mjs').CookieJar, people?: number, signal: AbortSignal, tell: (text: string) => void }} on
 */
export async function measureScim({ server, jar, people = PEOPLE, signal, tell }) {
  const { origin } = server;
  const client = await server.postgres();
  try {
    await fillDirectory(client, people);
  } finally {
    await client.end();
  }
  tell(`${people} people of one company, as its directory told of them`);
  const { token } = await api(origin, jar, 'POST', '/directory/tokens', { label: 'Bench' });
  const kinds = Object.entries(scimCalls(people));
  /** @type {Map<string, number[]>} */
  const ms = new Map(kinds.map(([kind]) => [kind, []]));
  const ask = async ([kind, pathOf], kept) => {
    signal.throwIfAborted();
    const path = `/scim/v2${pathOf(Math.random())}`;
    const began = performance.now();
    const answer = await send({ origin, path, headers: { authorization: `Bearer ${token}` } });
    const took = performance.now() - began;
    if (answer.status !== 200)
      throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    if (kept) ms.get(kind)?.push(took);
  };
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const waiting = [...kinds];
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await ask(next, round >= WARM_UP);
    };
    await Promise.all(Array.from({ length: WIDTH }, worker));
  }
  return scimFigures(ms);
}

/** @param {Map<string, number[]>} ms milliseconds by kind of call */
export function scimFigures(ms) {
  const all = [...ms.values()].flat();
  const kinds = [...ms].map(([kind, took]) => ({
    kind,
    p95: percentile(took, 0.95),
    p50: percentile(took, 0.5),
  }));
  const slowest = kinds.reduce((one, other) => (other.p95 > one.p95 ? other : one));
  return {
    'scim.listP95Ms': rounded(percentile(all, 0.95)),
    'scim.listP50Ms': rounded(percentile(all, 0.5)),
    'scim.slowestKindP95Ms': rounded(slowest.p95),
    'scim.slowestKind': slowest.kind,
    'scim.kinds': Object.fromEntries(
      kinds.map(({ kind, p50, p95 }) => [kind, { p50Ms: rounded(p50), p95Ms: rounded(p95) }]),
    ),
  };
}
