import { createInterface } from 'node:readline/promises';
import type { Streams } from './streams.js';

/** Asks a question on the terminal; undefined where nobody can answer (stdin is not a terminal). */
export async function ask(
  streams: Streams,
  question: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!streams.stdin.isTTY) return undefined;
  const reader = createInterface({ input: streams.stdin, output: process.stderr });
  try {
    return (await reader.question(question, { signal })).trim();
  } finally {
    reader.close();
  }
}
