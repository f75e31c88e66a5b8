import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { machine } from '../engine/machine.mjs';
import { rounded } from '../engine/results.mjs';
import { verdict } from '../phone/verdict.mjs';
import { connectProvider } from './connected-provider.mjs';
import { closeConnections } from './console-client.mjs';
import { fillFleet } from './fleet.mjs';
import { startHoldfast } from './holdfast-server.mjs';
import { measureLogins } from './logins.mjs';
import { setUpOwner } from './owner-session.mjs';
import { measureRowSecurity } from './row-security.mjs';
import { SIGN_IN_FIGURES, signInFigures } from './sign-in-figures.mjs';

const WIDTH = 8;
const WARM_UP = 40;

/** Measures signing in and what the isolation of companies costs, on one server beside its PostgreSQL. */
export async function signInCommand(asked, signal) {
  const began = performance.now();
  const about = machine();
  const folder = mkdtempSync(join(asked.disk, 'holdfast-bench-'));
  await chmod(folder, 0o711);
  let measured;
  try {
    measured = await measureAll({ asked, signal, folder, tell: (text) => process.stderr.write(`${text}\n`) });
  } finally {
    closeConnections();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  const document = {
    ...signInFigures(measured),
    command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
    logins: asked.logins,
    people: asked.people,
    seconds: Math.round((performance.now() - began) / 1000),
    machine: { ...about, loadAfter: rounded(loadavg()[0]) },
    measurements: measured,
  };
  process.stdout.write(asked.json ? `${JSON.stringify(document, null, 2)}\n` : report(document));
  return 0;
}

async function measureAll({ asked, signal, folder, tell }) {
  const server = await startHoldfast(folder);
  try {
    const jar = await setUpOwner(server);
    const provider = await connectProvider(server.origin, jar);
    tell(`A server with an identity provider at ${server.origin}`);
    await measureLogins(provider, { logins: WARM_UP, width: WIDTH, signal });
    const rounds = [];
    for (let round = 0; round < asked.rounds; round += 1) {
      const from = 1_000_000 * (round + 1);
      rounds.push(await measureLogins(provider, { logins: asked.logins, width: WIDTH, signal, from }));
    }
    const client = await server.postgres();
    try {
      tell(`${await fillFleet(client, asked.people)} people with their phones, in twenty companies`);
      const security = await measureRowSecurity({ origin: server.origin, jar, client, signal });
      return { rounds, security };
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}

function report(document) {
  const { machine: on, logins, people, seconds } = document;
  const lines = [
    `${logins} logins a round, ${people} people, ${seconds} s in all`,
    `${on.cpu}, ${on.cores} cores, ${on.memoryMiB} MiB, ${on.kernel}; load ${on.loadBefore} before, ${on.loadAfter} after; Node ${on.node}`,
    '',
  ];
  const width = 4 + Math.max(...SIGN_IN_FIGURES.map(({ name }) => name.length));
  for (const figure of SIGN_IN_FIGURES) {
    const goal =
      figure.least !== undefined ? `≥ ${figure.least}` : figure.most !== undefined ? `≤ ${figure.most}` : '';
    const value = String(document[figure.name]).padStart(9);
    lines.push(`  ${figure.name.padEnd(width)}${value}${goal.padStart(10)}  ${verdict(figure, document)}`);
  }
  return `${lines.join('\n')}\n`;
}
