// Runs at the end of `npm install`, on whatever Node the machine has: builds what `npx holdfast` and `npm run phone`
// need. It never makes an install fail: a tree that does not compile must still be installable to be repaired.
import { existsSync } from 'node:fs';
import { COMMAND_LINE_PROJECTS, buildWithTsc, outdated } from './build-with-tsc.mjs';
import { bundleAgent } from './bundle-agent.mjs';
import { programs } from './programs.mjs';

await prepare();

async function prepare() {
  // Without dev dependencies (`npm install --omit=dev`) there is no compiler, and nobody expects a build.
  if (!existsSync(programs.tsc)) return;
  try {
    const needed = outdated(COMMAND_LINE_PROJECTS);
    if (needed.length === 0) return;
    const { ok, said } = buildWithTsc(COMMAND_LINE_PROJECTS);
    if (ok) await bundleAgent();
    else warn(said);
  } catch (error) {
    warn(error.message);
  }
}

function warn(said) {
  process.stderr.write(
    `${said.trimEnd()}\n\nThe packages are installed, but \`npx holdfast\` could not be built: the reason stands above.\n` +
      'When it is repaired, run: npm run build\n',
  );
}
