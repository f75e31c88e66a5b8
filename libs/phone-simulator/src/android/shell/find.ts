import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { Phone } from '../phone.js';
import type { ShellOutput } from './shell-output.js';

const TYPES: Readonly<Record<string, number>> = { f: S_IFREG, d: S_IFDIR, l: S_IFLNK };

/** `find [PATH…] [-type f|d|l] [-maxdepth N] [-print0]`, depth first, links not followed. */
export async function find(words: readonly string[], phone: Phone, output: ShellOutput): Promise<number> {
  const firstTest = words.findIndex((word) => word.startsWith('-'));
  const paths = words.slice(0, firstTest < 0 ? undefined : firstTest);
  const tests = firstTest < 0 ? [] : words.slice(firstTest);
  let type: number | undefined;
  let depth = Infinity;
  let end = '\n';
  for (let at = 0; at < tests.length; at += 1) {
    if (tests[at] === '-type') type = TYPES[tests[(at += 1)] ?? ''];
    else if (tests[at] === '-maxdepth') depth = Number(tests[(at += 1)]);
    else if (tests[at] === '-print0') end = '\0';
    else {
      await output.err(`find: bad arg '${tests[at] ?? ''}'\n`);
      return 1;
    }
  }
  let code = 0;
  const pending = paths.map((path) => ({ path, left: depth })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    try {
      const { mode } = await phone.files.stat(next.path, next.left === depth);
      if (type === undefined || (mode & S_IFMT) === type) await output.out(`${next.path}${end}`);
      if ((mode & S_IFMT) !== S_IFDIR || next.left <= 0) continue;
      const below: string[] = [];
      for await (const { name } of phone.files.list(next.path))
        if (name !== '.' && name !== '..') below.push(name);
      const base = next.path.replace(/\/$/, '');
      for (const name of below.sort().reverse())
        pending.push({ path: `${base}/${name}`, left: next.left - 1 });
    } catch (error) {
      if (!(error instanceof PhoneErrno)) throw error;
      await output.err(`find: ${next.path}: ${error.message}\n`);
      code = 1;
    }
  }
  return code;
}
