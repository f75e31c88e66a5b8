import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { machine } from '../engine/machine.mjs';
import { rounded } from '../engine/results.mjs';
import { goalsOf, limitOf, verdict } from '../phone/verdict.mjs';
import { closeConnections } from '../sign-in/console-client.mjs';
import { startHoldfast } from '../sign-in/holdfast-server.mjs';
import { setUpOwner } from '../sign-in/owner-session.mjs';
import { PARTS } from './index.mjs';

/** Measures what people's directory and their agents ask of the server, each part on a server of its own. */
export async function agentsCommand(asked, signal) {
  const began = performance.now();
  const about = machine();
  const figures = [];
  const measured = {};
  for (const name of asked.parts) {
    const part = await PARTS[name]();
    figures.push(...part.figures);
    Object.assign(measured, await onItsOwnServer(asked, (on) => part.measure({ ...asked, ...on, signal })));
  }
  const seen = { ...measured, people: asked.people };
  const document = {
    ...measured,
    goals: goalsOf(figures, seen),
    command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
    people: asked.people,
    seconds: Math.round((performance.now() - began) / 1000),
    machine: { ...about, loadAfter: rounded(loadavg()[0]) },
  };
  process.stdout.write(asked.json ? `${JSON.stringify(document, null, 2)}\n` : report(document, figures));
  return 0;
}

async function onItsOwnServer(asked, work) {
  const folder = mkdtempSync(join(asked.disk, 'holdfast-bench-'));
  await chmod(folder, 0o711);
  try {
    const server = await startHoldfast(folder);
    try {
      const tell = (text) => process.stderr.write(`${text}\n`);
      return await work({ server, jar: await setUpOwner(server), tell });
    } finally {
      await server.stop();
    }
  } finally {
    closeConnections();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function report(document, figures) {
  const { machine: on, people, seconds } = document;
  const lines = [
    `${people} people, ${seconds} s in all`,
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
