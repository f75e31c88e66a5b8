import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const BIN = fileURLToPath(new URL('../../bin/holdfast.mjs', import.meta.url));
const QUESTION = /(?:^|\n)[^\n]*(?:> |: )$/;

export interface AtTerminal {
  readonly code: number | null;
  /** What the person saw: both streams, what they typed, and no control sequences. */
  readonly seen: string;
}

/**
 * Runs the built program at a terminal of its own (util-linux' `script`). `answer` is asked for a line whenever a question
 * waits, with all that was seen until then.
 */
export function atTerminal(
  arguments_: readonly string[],
  home: string,
  answer: (seen: string) => string,
): Promise<AtTerminal> {
  const command = [process.execPath, BIN, ...arguments_].map((one) => `'${one.replaceAll("'", "'\\''")}'`);
  const child = spawn('script', ['-qefc', command.join(' '), '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      SHELL: '/bin/sh',
      HOLDFAST_HOME: home,
      HOLDFAST_KEY_STORE: 'file',
      ANDROID_ADB_SERVER_PORT: '15799',
    },
  });
  let raw = '';
  let answered = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    raw += text;
    const seen = stripVTControlCharacters(raw).replaceAll('\r', '');
    // What was typed last is shown first: a question comes on a line after it.
    const since = seen.slice(answered);
    if (!QUESTION.test(since) || (answered > 0 && !since.includes('\n'))) return;
    answered = seen.length;
    child.stdin.write(`${answer(seen)}\n`);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, seen: stripVTControlCharacters(raw).replaceAll('\r', '') });
    });
  });
}

/** What stands last in a text where a pattern is found; the pattern has one group for each part that is wanted. */
export function lastMatch(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].at(-1)?.slice(1) ?? [];
}
