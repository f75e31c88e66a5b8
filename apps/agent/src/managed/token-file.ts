import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { usage } from '../faults/fault.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';

const LARGEST = 4096;

/** The one-time enrolment token in a file. One that other users of this computer may read is warned of. @throws Fault `usage` */
export async function readTokenFile(path: string, output: Output): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { mode, size } = await file.stat();
    if (size > LARGEST) throw usage(`The token file ${path} is too large to hold a token.`);
    // Windows has no such bits: everybody seems to be allowed there.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      output.warning(
        `Other users of this computer may read ${printableText(path)}: delete it now; the token in it is good once.`,
      );
    }
    const token = (await file.readFile('utf8')).trim();
    if (token === '') throw usage(`The token file ${path} is empty.`);
    return token;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : usage(`The token file ${path} cannot be read (${code}).`);
  } finally {
    await file?.close();
  }
}
