import { execFile } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { borgVersion } from '../tools/borg.mjs';
import { holdfastVersion } from '../tools/holdfast-command.mjs';
import { resticVersion } from '../tools/restic.mjs';
import { rounded } from './results.mjs';

const run = promisify(execFile);

/** What the figures were measured on. Loads (a minute's mean) show whether others were at work. */
export function machine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryMiB: Math.round(totalmem() / 1024 ** 2),
    kernel: `${type()} ${release()}`,
    node: process.version,
    loadBefore: rounded(loadavg()[0]),
  };
}

/** Each program's own words about its version; null for one that is not on the PATH. */
export async function versions() {
  const programs = { holdfast: holdfastVersion, restic: resticVersion, borg: borgVersion };
  const found = await Promise.all(
    Object.entries(programs).map(async ([name, command]) => [name, await said(command)]),
  );
  return Object.fromEntries(found);
}

/** @param {string[]} command */
async function said([program, ...args]) {
  try {
    const { stdout } = await run(program, args);
    return stdout.trim().split('\n')[0];
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${program} does not start: ${error.stderr || error.message}`, { cause: error });
  }
}
