import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24 } from '../workspace/node24.mjs';
import { workspace } from '../workspace/folders.mjs';
import { programs, quietTools } from '../workspace/programs.mjs';
import { built } from './built.mjs';

/** Builds what changed since the last build (Nx caches the rest). Prints only when something goes wrong. */
export function buildFirst(print) {
  if (!existsSync(join(workspace, 'node_modules'))) {
    throw new Error('The packages are not installed yet. Run: npm install');
  }
  print(existsSync(built.console) ? 'Checking the build …' : 'Building (once, about a minute) …');
  const answer = spawnSync(node24(), [programs.nx, 'run-many', '-t', 'build'], {
    cwd: workspace,
    env: { ...process.env, ...quietTools },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (answer.status !== 0) throw new Error(`The build failed:\n${answer.stdout}\n${answer.stderr}`);
}
