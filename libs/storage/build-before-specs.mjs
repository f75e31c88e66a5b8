import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Builds this library and what its specs stand on, so that threads run today's code. A second when nothing changed. Not where
 * the caller has built (`HOLDFAST_BUILT`): other suites read the same files meanwhile.
 */
export default function buildBeforeSpecs() {
  if (process.env.HOLDFAST_BUILT === 'yes') return;
  // The compiler that built them before: another one takes all of it for changed.
  const tsc = join(import.meta.dirname, '../../node_modules/typescript-7/bin/tsc');
  execFileSync(
    process.execPath,
    [tsc, '-b', import.meta.dirname, join(import.meta.dirname, '../fault-proxy')],
    { stdio: 'inherit' },
  );
}
