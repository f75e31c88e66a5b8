import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const PROGRAM = fileURLToPath(new URL('../../apps/api/fleet/quick-postgres.mjs', import.meta.url));

/** The server's own PostgreSQL over a data folder that no server uses, good for loading only; `client` connects as its superuser. */
export async function startQuickPostgres(folder) {
  const child = spawn(process.execPath, [PROGRAM, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'close');
  const [said] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [''])]);
  const connectionString = String(said).trim();
  if (connectionString === '') throw new Error('The database could not be started for loading.');
  const open = [];
  return {
    async client() {
      const client = new pg.Client({ connectionString });
      await client.connect();
      open.push(client);
      return client;
    },
    async stop() {
      for (const client of open) await client.end();
      child.stdin.end();
      await ended;
    },
  };
}
