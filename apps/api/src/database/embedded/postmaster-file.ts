import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A PostgreSQL that runs on a folder. */
export interface RunningPostmaster {
  readonly pid: number;
  readonly port: number;
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // No /proc (macOS, Windows), or no such process.
  }
  try {
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

/** Does a process of this id run PostgreSQL on this folder? After a crash the id may belong to something else. */
export const isPostmasterOf = (pid: number, folder: string): boolean => {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(folder);
};

/**
 * Reads `postmaster.pid` (line 1 the process, line 4 the port). A file that a crash left behind is removed: PostgreSQL
 * would refuse to start when its process id has been given to another process meanwhile.
 */
export const runningPostmaster = (folder: string): RunningPostmaster | undefined => {
  const file = join(folder, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (Number.isInteger(pid) && pid > 0 && isPostmasterOf(pid, folder)) {
    return { pid, port: Number.isInteger(port) && port > 0 ? port : 0 };
  }
  rmSync(file, { force: true });
  return undefined;
};
