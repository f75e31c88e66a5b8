import { PhoneErrno } from '../phone-errno.js';
import type { Phone } from '../phone.js';
import { content } from '../content/content.js';
import { find } from './find.js';
import { ls } from './ls.js';
import { mv, rm } from './move-files.js';
import { pm } from './packages.js';
import type { ShellOutput } from './shell-output.js';
import { stat } from './stat.js';
import { am, df, dumpsys, settings } from './system-state.js';

/** A command of the phone's shell: its words, the phone, where it prints; gives the exit code. */
export type Command = (words: readonly string[], phone: Phone, output: ShellOutput) => Promise<number>;

const print =
  (text: (words: readonly string[], phone: Phone) => string): Command =>
  async (words, phone, output) => {
    await output.out(text(words, phone));
    return 0;
  };

const echo = print((words) => (words[0] === '-n' ? words.slice(1).join(' ') : `${words.join(' ')}\n`));

const getprop = print(([key], phone) => {
  const properties = phone.systemProperties();
  if (key !== undefined) return `${properties[key] ?? ''}\n`;
  return Object.entries(properties)
    .map(([name, value]) => `[${name}]: [${value}]\n`)
    .join('');
});

const cat: Command = async (words, phone, output) => {
  let code = 0;
  for (const path of words) {
    try {
      const bytes = await phone.files.open(path);
      const buffer = Buffer.alloc(64 * 1024);
      for (let count = await bytes.read(buffer); count > 0; count = await bytes.read(buffer)) {
        await output.out(Buffer.from(buffer.subarray(0, count)));
      }
      await bytes.close();
    } catch (error) {
      if (!(error instanceof PhoneErrno)) throw error;
      await output.err(`cat: ${path}: ${error.message}\n`);
      code = 1;
    }
  }
  return code;
};

const readlink: Command = async (words, phone, output) => {
  const path = words.find((word) => !word.startsWith('-'));
  try {
    const target = await phone.files.readLink(path ?? '');
    await output.out(words.includes('-n') ? target : `${target}\n`);
    return 0;
  } catch {
    return 1;
  }
};

const mkdir: Command = async (words, phone, output) => {
  let code = 0;
  const parents = words.includes('-p');
  for (const path of words.filter((word) => !word.startsWith('-'))) {
    const segments = path.split('/');
    const paths = parents ? segments.map((_, index) => segments.slice(0, index + 1).join('/')) : [path];
    for (const each of paths.filter((one) => one !== '')) {
      try {
        if (!parents || !(await exists(phone, each))) await phone.files.makeFolder(each);
      } catch (error) {
        await output.err(`mkdir: '${each}': ${PhoneErrno.from(error).message}\n`);
        code = 1;
        break;
      }
    }
  }
  return code;
};

const exists = (phone: Phone, path: string): Promise<boolean> =>
  phone.files.stat(path, true).then(
    () => true,
    () => false,
  );

/** What the phone's shell can do. Everything else is "inaccessible or not found". */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['am', am],
  ['cat', cat],
  [
    'cmd',
    (words, phone, output) =>
      words[0] === 'package' ? pm(words.slice(1), phone, output) : Promise.resolve(20),
  ],
  ['content', content],
  ['date', print(() => `${new Date().toUTCString()}\n`)],
  ['df', df],
  ['dumpsys', dumpsys],
  ['echo', echo],
  ['false', () => Promise.resolve(1)],
  ['find', find],
  ['getprop', getprop],
  [
    'id',
    print(
      () =>
        'uid=2000(shell) gid=2000(shell) groups=2000(shell),1015(sdcard_rw),1028(sdcard_r) context=u:r:shell:s0\n',
    ),
  ],
  ['ls', ls],
  ['mkdir', mkdir],
  ['mv', mv],
  ['pm', pm],
  ['pwd', print(() => '/\n')],
  ['readlink', readlink],
  ['rm', rm],
  ['settings', settings],
  ['stat', stat],
  ['uname', print(() => 'Linux localhost 6.1.99-android14-11 #1 SMP PREEMPT aarch64 Toybox\n')],
  ['true', () => Promise.resolve(0)],
  ['whoami', print(() => 'shell\n')],
]);
