import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../apps/api/dist/database/embedded/embedded-postgres.js';

/**
 * For loading only: nothing of it outlives the loading but what it wrote. A machine that fails meanwhile leaves a folder without
 * its note, which is thrown away, so nothing waits for a disk.
 */
const FLAGS = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '2GB',
  min_wal_size: '80MB',
  checkpoint_timeout: '60min',
  shared_buffers: '1GB',
  jit: 'off',
};

/** The server's own PostgreSQL over a data folder that no server uses; `clients` connect as its superuser. */
export async function startQuickPostgres(folder) {
  const password = readFileSync(join(folder, 'postgres-password'), 'utf8').trim();
  const flags = Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = new EmbeddedPostgres(folder, password, flags);
  await postgres.start();
  const open = [];
  return {
    async client() {
      const client = new pg.Client({ connectionString: postgres.url('holdfast') });
      await client.connect();
      open.push(client);
      return client;
    },
    async stop() {
      for (const client of open) await client.end();
      await postgres.stop();
    },
  };
}
