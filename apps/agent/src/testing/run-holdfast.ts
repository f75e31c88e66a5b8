import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/holdfast.mjs', import.meta.url));

/** A finished run of the built program. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as JSON. */
  json<T = Record<string, unknown>>(): T;
}

/** The built program, running: through its own wrapper, as a person starts it. */
export interface Started {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
  stdout(): string;
  stderr(): string;
}

/** Starts the built program with a state of its own (`home`); no terminal is attached. */
export function startHoldfast(
  arguments_: readonly string[],
  home: string,
  env: Record<string, string> = {},
): Started {
  const child = spawn(process.execPath, [BIN, ...arguments_], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOLDFAST_HOME: home,
      HOLDFAST_KEY_STORE: 'file',
      ANDROID_ADB_SERVER_PORT: '15799',
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T });
    });
  });
  return { process: child, finished, stdout: () => stdout, stderr: () => stderr };
}

/** Runs the built program to its end. */
export const holdfast = (
  arguments_: readonly string[],
  home: string,
  env?: Record<string, string>,
): Promise<Finished> => startHoldfast(arguments_, home, env).finished;

/** Waits until something is true, or fails saying what was waited for. */
export async function until(what: string, isTrue: () => boolean, seconds = 45): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
