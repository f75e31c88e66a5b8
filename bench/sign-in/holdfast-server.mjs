import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from './free-port.mjs';

const MAIN = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
/** The superuser of the embedded cluster. */
const CLUSTER_USER = 'holdfast';

/**
 * The server as built, in a process of its own, with its own PostgreSQL on a disk: nothing of it is made faster for the
 * measurement. `postgres()` connects behind it, as a user whom row-level security does not bind.
 * @param {string} folder
 * @param {Record<string, string>} [more] environment
 */
export async function startHoldfast(folder, more = {}) {
  if (!existsSync(MAIN)) throw new Error('The server is not built (npm run build): nothing was measured.');
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      HOLDFAST_DATA: folder,
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      LOG_LEVEL: 'warn',
      COMPANY_NAME: 'Bench',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => (said = (said + part).slice(-20_000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let tries = 0; !said.includes('Holdfast is at'); tries += 1) {
    if (child.exitCode !== null || tries > 1200) {
      await stop();
      throw new Error(`The server did not start:\n${said}`);
    }
    await sleep(50);
  }
  const setupToken = /Setup token: (\S+)/.exec(said)?.[1];
  return { origin, setupToken, pid: child.pid, postgres: () => connect(folder), stop };
}

async function connect(folder) {
  const password = readFileSync(join(folder, 'postgres-password'), 'utf8').trim();
  const port = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]);
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: CLUSTER_USER,
    password,
    database: 'holdfast',
  });
  await client.connect();
  return client;
}
