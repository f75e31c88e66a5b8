import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24 } from '../workspace/node24.mjs';
import { programs, workspace } from './folders.mjs';

/** Builds what changed since the last build (Nx caches the rest). Prints only when something goes wrong. */
export function buildFirst(print) {
  if (!existsSync(join(workspace, 'node_modules'))) {
    throw new Error('The packages are not installed yet. Run: npm install');
  }
  print(existsSync(programs.console) ? 'Checking the build …' : 'Building (once, about a minute) …');
  const built = spawnSync(
    node24(),
    [join(workspace, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build'],
    {
      cwd: workspace,
      env: {
        ...process.env,
        NX_DAEMON: 'false',
        NX_NO_CLOUD: 'true',
        NG_CLI_ANALYTICS: 'false',
        NX_TUI: 'false',
      },
      encoding: 'utf8',
    },
  );
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}\n${built.stderr}`);
}
