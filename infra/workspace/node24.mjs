import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const NEEDED_MAJOR = 24;

/**
 * The path of a Node that Holdfast runs on: this one when it is new enough, else the one that the workspace brings
 * along (`node@24`, a dev dependency). Throws with what to do when there is neither. Starts on Node 20.
 */
export function node24() {
  const brought = broughtAlong();
  if (brought) return brought;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  throw new Error(
    `Holdfast runs on Node ${NEEDED_MAJOR} and this is ${process.version}; the workspace's own copy is missing.\n` +
      'Nothing was started. Bring it back with: npm install',
  );
}

function broughtAlong() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}
