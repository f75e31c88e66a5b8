import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './folders.mjs';
import { newestChange } from './newest-change.mjs';
import { node24 } from './node24.mjs';
import { programs } from './programs.mjs';

/** What `npx holdfast` and `npm run phone` need, in the order in which one needs the other. */
export const COMMAND_LINE_PROJECTS = [
  'libs/contracts',
  'libs/policy',
  'libs/storage',
  'libs/phones',
  'libs/phone-simulator',
  'apps/agent',
];

/**
 * Projects whose last build is missing or older than a source. Reads dates only: a start must not wait for a compiler
 * that then finds nothing to do. None where the caller says that it has built (`HOLDFAST_BUILT`): while suites run side
 * by side, a build would take files away under the others' feet, and dates do not say what a cache has put back.
 */
export function outdated(projects) {
  if (process.env.HOLDFAST_BUILT === 'yes') return [];
  return projects.filter((project) => {
    const record = join(workspace, project, 'dist/.tsbuildinfo');
    if (!existsSync(record)) return true;
    return newestChange(join(workspace, project, 'src')) > statSync(record).mtimeMs;
  });
}

/** Builds projects with `tsc -b`. Returns `ok` and everything the compiler said. */
export function buildWithTsc(projects) {
  const built = spawnSync(node24(), [programs.tsc, '-b', ...projects], {
    cwd: workspace,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const said = `${built.stdout ?? ''}${built.stderr ?? ''}${built.error ? built.error.message : ''}`;
  return { ok: built.status === 0, said };
}
