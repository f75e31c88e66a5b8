import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/folders.mjs';
import { findProgram } from './system-programs.mjs';

/** The one command that brings packages in, for a person to paste. */
export const commandFor = (packages) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * Installs packages on Debian or Ubuntu when this user may without being asked anything. Returns what happened:
 * `installed`, `not-allowed` (no apt-get, or no right to use it) or `failed`, with the end of the log.
 */
export function installPrograms(packages) {
  const prefix = rightToInstall();
  if (prefix === undefined) return { outcome: 'not-allowed', log: '' };
  mkdirSync(join(workspace, 'test-results'), { recursive: true });
  const log = join(workspace, 'test-results/apt-get.log');
  const output = openSync(log, 'w');
  const aptGet = (...args) => {
    const [program, ...rest] = [...prefix, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=120', ...args];
    return spawnSync(program, rest, { stdio: ['ignore', output, output] }).status === 0;
  };
  // A mirror that does not answer the update may still have what the lists of last time name: installing decides.
  aptGet('update');
  const done = aptGet('install', '-y', '--no-install-recommends', ...packages);
  closeSync(output);
  return done
    ? { outcome: 'installed', log: '' }
    : { outcome: 'failed', log: readFileSync(log, 'utf8').split('\n').slice(-40).join('\n') };
}

/** What stands before `apt-get`: nothing for root, sudo where it asks for no password, undefined where neither holds. */
function rightToInstall() {
  if (process.platform !== 'linux' || !findProgram('apt-get')) return undefined;
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (process.getuid?.() === 0) return quiet;
  const sudo = findProgram('sudo');
  if (sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0)
    return [sudo, '-n', ...quiet];
  return undefined;
}
