import { rm } from 'node:fs/promises';

/** Stops what the run started and removes its data. */
export default async function tearDown() {
  const started = globalThis.holdfastTestPostgres;
  if (!started) return;
  await started.postgres.stop();
  await rm(started.folder, { recursive: true, force: true });
}
