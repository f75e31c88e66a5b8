import { randomBytes } from 'node:crypto';
import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One PostgreSQL for a whole run of the suite, on a random port, without waiting for the disk; or the one that
 * TEST_DATABASE_URL names. It is the server's own embedded database, as built.
 */
export default async function setUp() {
  if (process.env.TEST_DATABASE_URL) return;
  const { EmbeddedPostgres } = await import('../../dist/database/embedded/embedded-postgres.js');
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-api-'));
  await chmod(folder, 0o711);
  const flags = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`]);
  flags.push('-c', 'max_connections=300');
  const postgres = new EmbeddedPostgres(folder, randomBytes(16).toString('hex'), flags);
  await postgres.start();
  process.env.TEST_DATABASE_URL = postgres.url('postgres');
  globalThis.holdfastTestPostgres = { postgres, folder };
}
