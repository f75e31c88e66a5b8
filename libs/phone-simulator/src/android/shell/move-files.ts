import { PhoneErrno } from '../phone-errno.js';
import type { Phone } from '../phone.js';
import type { Command } from './commands.js';

/** `rm [-f] [-r] PATH…`. */
export const rm: Command = async (words, phone, output) => {
  const flags = words.filter((word) => word.startsWith('-')).join('');
  let code = 0;
  for (const path of words.filter((word) => !word.startsWith('-'))) {
    try {
      await phone.files.remove(path, flags.includes('r'));
    } catch (error) {
      const { message, code: name } = PhoneErrno.from(error);
      if (flags.includes('f') && name === 'ENOENT') continue;
      await output.err(`rm: ${path}: ${message}\n`);
      code = 1;
    }
  }
  return code;
};

/** `mv [-f] [-n] FROM TO`; into a folder when that is what TO is. */
export const mv: Command = async (words, phone, output) => {
  const flags = words.filter((word) => word.startsWith('-') && word !== '--').join('');
  const [from = '', to = ''] = words.filter((word) => !word.startsWith('-'));
  try {
    const target = (await isFolder(phone, to)) ? `${to}/${from.slice(from.lastIndexOf('/') + 1)}` : to;
    if (flags.includes('n') && (await exists(phone, target))) return 0;
    await phone.files.move(from, target);
    return 0;
  } catch (error) {
    await output.err(`mv: bad '${from}': ${PhoneErrno.from(error).message}\n`);
    return 1;
  }
};

const isFolder = (phone: Phone, path: string): Promise<boolean> =>
  phone.files.stat(path, true).then(
    ({ mode }) => (mode & 0o170000) === 0o040000,
    () => false,
  );

const exists = (phone: Phone, path: string): Promise<boolean> =>
  phone.files.stat(path, false).then(
    () => true,
    () => false,
  );
