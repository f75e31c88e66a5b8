import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

/** Holdfast's programs as built; the tests run nothing else of ours. */
export const BUILT = {
  api: join(root, 'apps/api/dist/main.js'),
  agent: join(root, 'apps/agent/dist/main.js'),
  admin: join(root, 'apps/agent/dist/admin-main.js'),
  phone: join(root, 'libs/phone-simulator/dist/main.js'),
  /** Pictures of each run; `HOLDFAST_SCREENS=keep` renews the committed ones, which a mere test must not touch. */
  screens: join(root, process.env['HOLDFAST_SCREENS'] === 'keep' ? 'docs/screens' : 'test-results/screens'),
};

type Environment = Record<string, string>;

/** A program of ours that runs until it is stopped. */
export interface Running {
  /** All it printed so far. */
  said(): string;
  alive(): boolean;
  stop(): Promise<void>;
}

const start = (args: readonly string[], env: Environment) =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export function startProgram(args: readonly string[], env: Environment = {}): Running {
  const child = start(args, env);
  let said = '';
  const note = (part: Buffer) => {
    said += part.toString('utf8');
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const ended = once(child, 'close');
  const alive = () => child.exitCode === null && child.signalCode === null;
  return {
    said: () => said,
    alive,
    stop: async () => {
      if (!alive()) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Runs a program to its end; throws with all it printed unless it exits 0. */
export async function runProgram(args: readonly string[], env: Environment = {}): Promise<string> {
  const child = start(args, env);
  const said: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part));
  child.stderr.on('data', (part: Buffer) => said.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  const text = Buffer.concat(said).toString('utf8');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${text}`);
  return text;
}
