import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { node24 } from '../workspace/node24.mjs';
import { workspace } from '../workspace/folders.mjs';

/**
 * Starts one of Holdfast's programs on the workspace's own Node, in a process group of its own, so that Ctrl-C reaches
 * this script alone and it can stop the others in order.
 */
export function startProgram(name, args, { env = {}, onLine = () => {}, stdin = 'ignore' } = {}) {
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: workspace,
    env: { ...process.env, ...env },
    stdio: [stdin, 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const last = [];
  const note = (line) => {
    last.push(line);
    if (last.length > 40) last.shift();
    onLine(line);
  };
  createInterface({ input: child.stdout }).on('line', note);
  createInterface({ input: child.stderr }).on('line', note);
  const ended = once(child, 'close').then(([code]) => code ?? 1);
  return {
    name,
    child,
    ended,
    running: () => child.exitCode === null && child.signalCode === null,
    lastLines: () => last.join('\n'),
    async stop(graceMs = 10_000) {
      if (child.exitCode !== null || child.signalCode !== null) return ended;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}

/** Runs a program to its end. Throws with what it printed last when it does not exit 0 (or with one of `allow`). */
export async function runProgram(name, args, { env = {}, allow = [0] } = {}) {
  const lines = { out: '' };
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: workspace,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stdout.on('data', (part) => (lines.out += part));
  child.stderr.on('data', (part) => (errors += part));
  const [code] = await once(child, 'close');
  if (!allow.includes(code)) throw new Error(`${name} ended with ${code}:\n${errors}${lines.out}`);
  return { code, stdout: lines.out, stderr: errors };
}
