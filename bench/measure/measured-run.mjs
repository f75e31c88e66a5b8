import { spawn } from 'node:child_process';
import { secondsOfEndedChildren } from './proc.mjs';
import { TreePeak } from './tree-peak.mjs';

const LOOK_EVERY_MS = 20;
const KEPT = 20_000;
let busy = false;

/** A program ended otherwise than well. `said` is the end of what it printed. */
export class RunFailed extends Error {
  name = 'RunFailed';

  constructor(command, how, said) {
    super(`${command.join(' ')}\nended with ${how}:\n${said.trim()}`);
  }
}

/**
 * Runs a program to its end and says what it took, with everything that it started: `wallSeconds`, `cpuSeconds` (user
 * and system) and `peakBytes`.
 *
 * How exact: the wall is that of the process's end, to a millisecond. The processor time is the kernel's own account of
 * ended children: nothing between two looks is lost, however short it lived; it comes in hundredths of a second, and
 * only what each parent waited for is in it. The peak is sampled every 20 ms from high-water marks: see `TreePeak`.
 * Because the account is that of all children of this process, one run is measured at a time.
 *
 * @param {string[]} command program and arguments; no shell
 * @param {{ env?: Record<string, string>, cwd?: string, signal?: AbortSignal }} [options] `env` is added to this process's own
 * @throws RunFailed where it does not exit with 0; the signal's reason where it was stopped
 */
export async function measuredRun(command, { env = {}, cwd, signal } = {}) {
  if (busy) throw new Error('One run is measured at a time.');
  busy = true;
  try {
    signal?.throwIfAborted();
    const secondsBefore = secondsOfEndedChildren();
    const began = performance.now();
    const { child, ended, said } = start(command, { env, cwd });
    const peak = new TreePeak(child.pid);
    const looking = setInterval(() => peak.look(), LOOK_EVERY_MS);
    const stop = () => stopGroup(child);
    signal?.addEventListener('abort', stop, { once: true });
    const how = await ended.finally(() => {
      clearInterval(looking);
      signal?.removeEventListener('abort', stop);
    });
    signal?.throwIfAborted();
    if (how.text !== undefined) throw new RunFailed(command, how.text, said());
    return {
      wallSeconds: (how.at - began) / 1000,
      cpuSeconds: secondsOfEndedChildren() - secondsBefore,
      peakBytes: peak.peakBytes,
      stdout: how.stdout(),
    };
  } finally {
    busy = false;
  }
}

/**
 * In a group of its own, so that Ctrl-C reaches this process alone and it can stop the others in order.
 * @param {string[]} command
 */
function start([program, ...args], { env, cwd }) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout = (stdout + text).slice(-KEPT);
    said = (said + text).slice(-KEPT);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-KEPT);
  });
  const ended = new Promise((resolve, reject) => {
    let at = 0;
    child.on('error', reject);
    child.on('exit', () => (at = performance.now()));
    child.on('close', (code, signalName) => {
      const text = code === 0 ? undefined : `${signalName ?? `exit code ${code}`}`;
      resolve({ at, text, stdout: () => stdout });
    });
  });
  return { child, ended, said: () => said };
}

function stopGroup(child) {
  const kill = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // It ended meanwhile.
    }
  };
  kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), 5000);
  child.on('close', () => clearTimeout(timer));
}
