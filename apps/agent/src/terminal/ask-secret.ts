import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Streams } from './streams.js';

/** Asks for a password on the terminal and shows nothing of it; undefined where nobody can answer, or nothing was typed. */
export async function askSecret(
  streams: Streams,
  question: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!streams.stdin.isTTY) return undefined;
  process.stderr.write(question);
  const nothing = new Writable({ write: (_piece, _encoding, done) => done() });
  const reader = createInterface({ input: streams.stdin, output: nothing, terminal: true });
  try {
    const answer = await reader.question('', { signal });
    return answer === '' ? undefined : answer;
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
