// node quick-postgres.mjs FOLDER: the server's own PostgreSQL over a data folder that no server uses, as it is good for loading only.
// Writes its address to standard output once it answers, and stops when standard input ends.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { EmbeddedPostgres } from '../dist/database/embedded/embedded-postgres.js';

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

const [folder] = process.argv.slice(2);
const password = readFileSync(join(folder, 'postgres-password'), 'utf8').trim();
const flags = Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
const postgres = new EmbeddedPostgres(folder, password, flags);
await postgres.start();
process.stdout.write(`${postgres.url('holdfast')}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await postgres.stop();
