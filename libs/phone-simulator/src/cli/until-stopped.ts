import { createInterface } from 'node:readline';

/** Tells what happened: an event for programs, a text for people. */
export type Say = (event: string, text: string, more?: object) => void;

/**
 * Resolves on SIGINT or SIGTERM. Until then each line of standard input is obeyed: its first word, and what follows it. The
 * end of standard input means nothing, since a phone in the background has none.
 */
export function untilStopped(obey: (word: string, rest: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const [word = '', rest = ''] = line.trim().split(/\s+(.*)/s);
      obey(word, rest);
    });
    const stop = (): void => {
      lines.close();
      process.stdin.destroy();
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
