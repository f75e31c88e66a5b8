import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { machine } from '../engine/machine.mjs';
import { rounded } from '../engine/results.mjs';
import { fleetFolder } from '../fleet/fleet-folder.mjs';
import { memoryOf } from '../measure/proc.mjs';
import { goalsOf, limitOf, verdict } from '../phone/verdict.mjs';
import { closeConnections } from '../sign-in/console-client.mjs';
import { startHoldfast } from '../sign-in/holdfast-server.mjs';
import { setUpOwner } from '../sign-in/owner-session.mjs';
import { PARTS } from './index.mjs';

const SMALL_PHONES = 1000;
const SEED = 1;

/** Measures what coverage costs a server with a whole fleet, beside a server with a thousand phones. */
export async function coverageCommand(asked, signal) {
  const began = performance.now();
  const about = machine();
  const tell = (text) => process.stderr.write(`${text}\n`);
  const { phones, disk } = asked;
  const folderOf = (count) => join(disk, `holdfast-fleet-${count}`);
  const fleet = await fleetFolder({ folder: folderOf(phones), phones, seed: SEED, tell, signal });
  tell(`${phones} phones, ${fleet.reused ? 'loaded before' : `loaded in ${fleet.seconds} s`}`);
  const figures = [];
  const measured = {};
  const big = await signedIn(folderOf(phones), fleet, signal);
  let small;
  try {
    if (asked.parts.includes('overview')) {
      const few = await fleetFolder({
        folder: folderOf(SMALL_PHONES),
        phones: SMALL_PHONES,
        seed: SEED,
        tell,
        signal,
      });
      small = await signedIn(folderOf(SMALL_PHONES), few, signal);
    }
    for (const name of asked.parts) {
      const part = await PARTS[name]();
      figures.push(...part.figures);
      Object.assign(measured, await part.measure({ ...asked, big, small, signal, tell }));
    }
    measured['server.peakMiB'] = rounded((memoryOf(big.server.pid)?.mostBytes ?? 0) / 1024 ** 2);
  } finally {
    for (const one of [big, small]) await one?.stop();
    closeConnections();
    rmSync(folderOf(SMALL_PHONES), { recursive: true, force: true, maxRetries: 3 });
  }
  figures.push({ name: 'server.peakMiB' });
  const document = {
    ...measured,
    goals: goalsOf(figures, measured),
    fleet: { phones, seconds: fleet.seconds, gib: fleet.gib, reused: fleet.reused },
    command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
    phones,
    seconds: Math.round((performance.now() - began) / 1000),
    machine: { ...about, loadAfter: rounded(loadavg()[0]) },
  };
  process.stdout.write(asked.json ? `${JSON.stringify(document, null, 2)}\n` : report(document, figures));
  return 0;
}

/** A server over a fleet, its owner's session, and once nobody waits to be evaluated whose moment came meanwhile. */
async function signedIn(folder, fleet, signal) {
  const server = await startHoldfast(folder, { NEW_OWNER_TOKEN: '1' });
  const client = await server.postgres();
  const stop = async () => {
    await client.end();
    await server.stop();
  };
  try {
    const jar = await setUpOwner(server, `owner-${Date.now()}@bench.invalid`);
    for (let due = 1; due > 0; await sleep(500)) {
      signal.throwIfAborted();
      const { rows } = await client.query(
        'SELECT count(*)::int AS due FROM coverage_people WHERE next_transition_at <= now()',
      );
      due = rows[0].due;
    }
    return { server, client, jar, folder, company: fleet.companies[0].company, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function report(document, figures) {
  const { machine: on, phones, seconds } = document;
  const lines = [
    `${phones} phones, ${seconds} s in all`,
    `${on.cpu}, ${on.cores} cores, ${on.memoryMiB} MiB, ${on.kernel}; load ${on.loadBefore} before, ${on.loadAfter} after; Node ${on.node}`,
    '',
  ];
  const width = 4 + Math.max(...figures.map(({ name }) => name.length));
  for (const figure of figures) {
    const most = limitOf(figure, document) ?? undefined;
    const goal = figure.least !== undefined ? `≥ ${figure.least}` : most !== undefined ? `≤ ${most}` : '';
    const value = String(document[figure.name]).padStart(14);
    lines.push(`  ${figure.name.padEnd(width)}${value}${goal.padStart(10)}  ${verdict(figure, document)}`);
  }
  return `${lines.join('\n')}\n`;
}
