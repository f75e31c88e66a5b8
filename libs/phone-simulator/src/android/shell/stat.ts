import { S_IFDIR, S_IFLNK, S_IFMT, type FileStat } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { Phone } from '../phone.js';
import { modeText, timeText } from './long-line.js';
import type { ShellOutput } from './shell-output.js';

/** `stat [-c FORMAT] PATH…`. */
export async function stat(words: readonly string[], phone: Phone, output: ShellOutput): Promise<number> {
  const formatted = words[0] === '-c';
  const format = formatted ? (words[1] ?? '') : undefined;
  let code = 0;
  for (const path of words.slice(formatted ? 2 : 0)) {
    try {
      const found = await phone.files.stat(path, false);
      await output.out(`${format === undefined ? whole(path, found) : filled(format, path, found)}\n`);
    } catch (error) {
      if (!(error instanceof PhoneErrno)) throw error;
      await output.err(`stat: '${path}': ${error.message}\n`);
      code = 1;
    }
  }
  return code;
}

function typeText(mode: number): string {
  const type = mode & S_IFMT;
  return type === S_IFDIR ? 'directory' : type === S_IFLNK ? 'symbolic link' : 'regular file';
}

function filled(format: string, path: string, found: FileStat): string {
  const values: Record<string, string> = {
    '%': '%',
    a: (found.mode & 0o7777).toString(8),
    A: modeText(found.mode),
    f: found.mode.toString(16),
    F: typeText(found.mode),
    g: String(found.gid),
    h: String(found.nlink),
    i: String(found.ino),
    n: path,
    s: String(found.size),
    u: String(found.uid),
    X: String(found.atime),
    Y: String(found.mtime),
    Z: String(found.ctime),
    y: timeText(found.mtime),
  };
  return format.replace(/%(.)/g, (all, letter: string) => values[letter] ?? all);
}

function whole(path: string, found: FileStat): string {
  return filled(
    `  File: %n\n  Size: %s\t Blocks: ${(found.size + 511n) / 512n}\t IO Blocks: 512\t%F\nDevice: ${found.dev}\t Inode: %i\t Links: %h\n` +
      'Access: (%a/%A)\tUid: (%u)\tGid: (%g)\nModify: %y',
    path,
    found,
  );
}
