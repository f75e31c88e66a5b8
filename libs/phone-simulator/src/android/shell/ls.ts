import { S_IFDIR, S_IFLNK, S_IFMT } from '@holdfast/phones/codecs';
import { PhoneErrno } from '../phone-errno.js';
import type { PhoneName } from '../phone-files.js';
import type { Phone } from '../phone.js';
import { longLine } from './long-line.js';
import type { ShellOutput } from './shell-output.js';

/** `ls [-1AadlR] [PATH…]`, one name a line, sorted by bytes. */
export async function ls(words: readonly string[], phone: Phone, output: ShellOutput): Promise<number> {
  const flags = words.filter((word) => word.startsWith('-') && word !== '--').join('');
  const odd = /[^-1AadlRpq]/.exec(flags);
  if (odd !== null) {
    await output.err(`ls: Unknown option '${odd[0]}' (see "ls --help")\n`);
    return 1;
  }
  const paths = words.filter((word) => !word.startsWith('-'));
  const targets = paths.length === 0 ? ['/'] : paths;
  let code = 0;
  for (const path of targets) {
    const label = targets.length > 1 || flags.includes('R') ? path : undefined;
    try {
      await listOne(path, label, flags, phone, output);
    } catch (error) {
      if (!(error instanceof PhoneErrno)) throw error;
      await output.err(`ls: ${path}: ${error.message}\n`);
      code = 1;
    }
  }
  return code;
}

async function listOne(
  path: string,
  label: string | undefined,
  flags: string,
  phone: Phone,
  output: ShellOutput,
): Promise<void> {
  const long = flags.includes('l');
  const stat = await phone.files.stat(path, !long && !flags.includes('d'));
  const line = async ({ name, stat: of }: PhoneName, where: string): Promise<string> => {
    if (!long) return `${name}\n`;
    const link = (of.mode & S_IFMT) === S_IFLNK;
    const target = link ? ` -> ${await phone.files.readLink(where).catch(() => '?')}` : '';
    return `${longLine(of)} ${name}${target}\n`;
  };
  if ((stat.mode & S_IFMT) !== S_IFDIR || flags.includes('d')) {
    await output.out(await line({ name: path, stat }, path));
    return;
  }
  const names: PhoneName[] = [];
  for await (const found of phone.files.list(path)) {
    const hidden = found.name.startsWith('.');
    const dots = found.name === '.' || found.name === '..';
    if (flags.includes('a') || !hidden || (flags.includes('A') && !dots)) names.push(found);
  }
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  let text = label === undefined ? '' : `${label}:\n`;
  if (long)
    text += `total ${names.reduce((sum, { stat: of }) => sum + Number((of.size + 511n) / 512n), 0)}\n`;
  for (const found of names) text += await line(found, `${path}/${found.name}`);
  await output.out(label === undefined ? text : `${text}\n`);
  if (!flags.includes('R')) return;
  for (const { name, stat: of } of names) {
    if ((of.mode & S_IFMT) !== S_IFDIR || name === '.' || name === '..') continue;
    await listOne(`${path}/${name}`, `${path}/${name}`, flags, phone, output);
  }
}
