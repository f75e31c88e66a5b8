import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { workspace } from '../workspace/folders.mjs';
import { node24 } from '../workspace/node24.mjs';
import { quietTools } from '../workspace/programs.mjs';

const KEPT = 400_000;
/** How long a tool may take to end after it has written its report. */
const GRACE_MS = 20_000;

/**
 * Runs a script on the workspace's Node to its end, without input. Returns its exit code, what it said (the last
 * 400 kB) and whether it was stopped for taking longer than `minutes`.
 * @returns {Promise<{ code: number, said: string, late: boolean }>}
 */
export function runProgram(args, { cwd = workspace, env = {}, minutes = 10, report = '' } = {}) {
  return new Promise((settle) => {
    const child = spawn(node24(), args, {
      cwd,
      env: { ...process.env, ...quietTools, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let late = false;
    const stop = () => {
      late = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 5000).unref();
    };
    const timer = setTimeout(stop, minutes * 60_000);
    // A test that left a server or a socket open keeps its tool from ending: told at once, not after ten minutes.
    const watch = setInterval(() => {
      if (report === '' || !existsSync(report)) return;
      clearInterval(watch);
      setTimeout(stop, GRACE_MS).unref();
    }, 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(-KEPT);
      });
    }
    const end = (code, message = '') => {
      clearTimeout(timer);
      clearInterval(watch);
      settle({ code, late, said: said + message });
    };
    child.on('error', (error) => end(1, error.message));
    // `exit`, not `close`: a server that a test left behind holds the pipes open, and must not hold the runner.
    child.on('exit', (code) => setTimeout(() => end(code ?? 1), 50));
  });
}
