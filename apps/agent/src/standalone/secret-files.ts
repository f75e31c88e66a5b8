import { readFile } from 'node:fs/promises';
import { Fault, usage } from '../faults/fault.js';

const LARGEST = 64 * 1024;

/** Bytes of a password file. One newline at its end (LF or CRLF) is not part of the password; an empty one is refused. */
export async function readPasswordFile(path: string): Promise<Uint8Array> {
  const content = await readSecret(path, 'password');
  let end = content.length;
  if (end > 0 && content[end - 1] === 0x0a) end -= content[end - 2] === 0x0d ? 2 : 1;
  if (end <= 0) throw usage(`The password file ${path} is empty.`, 'Put a password into it, on one line.');
  return new Uint8Array(content.subarray(0, end));
}

/** The words of a recovery code file, single blanks between them; lines and numbers before the words do not matter. */
export async function readRecoveryCodeFile(path: string): Promise<string> {
  const content = (await readSecret(path, 'recovery code')).toString('utf8');
  const words = content.toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.length === 12) return words.join(' ');
  throw new Fault('wrong-key', {
    what: `${path} holds ${words.length} words; a recovery code has twelve.`,
    holds: 'Nothing was opened and nothing was changed.',
    next: 'Put exactly the twelve words into the file.',
  });
}

/** Bytes of a small file. @throws Fault `usage` */
export async function readSecret(path: string, what: string): Promise<Buffer> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw usage(`The ${what} file ${path} cannot be read (${code}).`, 'Check the path and who may read it.');
  }
  if (content.length > LARGEST) throw usage(`The ${what} file ${path} is larger than ${LARGEST} bytes.`);
  return content;
}
