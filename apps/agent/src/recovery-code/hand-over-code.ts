import { rm } from 'node:fs/promises';
import { writeNewSecret } from '../standalone/new-secret-file.js';
import type { Output } from '../terminal/output.js';
import type { CodeFacts } from './code-page.js';
import { codePage } from './code-page.js';

/** Where a new code goes; neither: it is shown. */
export interface CodeTo {
  readonly recoveryCodeFile?: string;
  readonly recoveryCodePage?: string;
}

/** How a person gets the code, and what to do when it opens nothing after all. */
export interface HandedOver {
  /** Files that hold it, for people. */
  readonly files: readonly string[];
  /** Shows it once more, or says where it is. */
  again(): void;
  /** Takes the files away: the code in them opens nothing. */
  undo(): Promise<void>;
}

/** Writes a new code where it is wanted (0600, never over another file), or shows it. */
export async function handOverCode(
  output: Output,
  words: string,
  to: CodeTo,
  facts: CodeFacts,
): Promise<HandedOver> {
  const files = [to.recoveryCodeFile, to.recoveryCodePage].filter((file) => file !== undefined);
  const undo = async (): Promise<void> => {
    for (const file of written) await rm(file, { force: true });
  };
  const written: string[] = [];
  try {
    for (const file of files) {
      const text = file === to.recoveryCodePage ? codePage(words, facts) : `${words}\n`;
      await writeNewSecret(file, text, 'The recovery code');
      written.push(file);
    }
  } catch (error) {
    await undo();
    throw error;
  }
  const show = (): void => {
    if (files.length > 0) output.warning(`Your recovery code is in ${files.join(' and ')}.`);
    else showCode(output, words);
  };
  if (files.length === 0 && !output.json) show();
  return { files, again: show, undo };
}

/** On stderr, like everything that is not the command's result: a log of stdout must not hold the code. */
function showCode(output: Output, words: string): void {
  const lines = words.split(' ').map((word, at) => `${String(at + 1).padStart(4)}. ${word}`);
  output.warning('\nYour recovery code. It alone opens your backups if this computer is lost.');
  output.warning('Write it down or put it into a password manager. Nobody at your company has it.\n');
  output.warning(`${lines.join('\n')}\n`);
  output.warning(`In one line, for a password manager:\n${words}\n`);
}
