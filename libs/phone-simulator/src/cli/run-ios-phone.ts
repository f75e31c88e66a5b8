import { mkdir, readdir, realpath } from 'node:fs/promises';
import { clockAtRate } from '../ios/clock.js';
import { fillDemoIphone } from '../ios/demo/fill-demo-iphone.js';
import type { IosPhone } from '../ios/ios-phone-options.js';
import { writeIosDatabases } from '../ios/databases/write-ios-databases.js';
import { startIosPhone } from '../ios/start-ios-phone.js';
import { IOS_USAGE, parseIosArguments, type IosArguments } from './ios-arguments.js';
import { readIosFaultsFile } from './ios-faults-file.js';
import { runProgram } from './run-program.js';
import type { Say } from './until-stopped.js';

/** Runs a simulated iPhone until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start, 2 wrong usage. */
export function runIosPhone(words: readonly string[]): Promise<number> {
  return runProgram(words, {
    usage: IOS_USAGE,
    parse: parseIosArguments,
    start,
    readFaults: readIosFaultsFile,
    obey,
  });
}

async function start(options: IosArguments, say: Say): Promise<IosPhone> {
  const { socket, port, udid, name, password, seed, faults, trust, passcode, unpaired } = options;
  await mkdir(options.root, { recursive: true });
  const root = await realpath(options.root);
  if (seed !== undefined && (await readdir(root)).length === 0) await fill(root, seed, options);
  const phone = await startIosPhone({
    root,
    trust,
    passcode,
    unpaired,
    isLocked: options.locked,
    via: options.network ? 'Network' : 'USB',
    clock: clockAtRate(options.clockRate),
    ...(socket === undefined ? { port } : { socket }),
    ...(udid === undefined ? {} : { udid }),
    ...(name === undefined ? {} : { name }),
    ...(seed === undefined ? {} : { seed }),
    ...(password === undefined ? {} : { password }),
    ...(faults === undefined ? {} : { faults: await readIosFaultsFile(faults) }),
    onAsked: (what) =>
      say(
        'asked',
        what === 'trust' ? 'the phone asks: trust this computer?' : 'the phone asks for its passcode',
        { what },
      ),
  });
  const { address } = phone;
  say(
    'ready',
    `iPhone ${JSON.stringify(phone.name)} ${phone.udid}, USBMUXD_SOCKET_ADDRESS=${address}, it holds ${root}`,
    {
      platform: 'ios',
      name: phone.name,
      udid: phone.udid,
      address,
      root,
    },
  );
  return phone;
}

async function fill(root: string, seed: number, { databases }: IosArguments): Promise<void> {
  await fillDemoIphone(root, seed);
  if (databases === undefined) return;
  const { contacts, messages } = databases;
  const sizes = {
    ...(contacts === undefined ? {} : { contacts }),
    ...(messages === undefined ? {} : { sms: messages }),
  };
  await writeIosDatabases(root, { seed, ...sizes });
}

function obey(phone: IosPhone, say: Say, word: string): void {
  const acts: Readonly<Record<string, () => void>> = {
    trust: phone.trust,
    deny: phone.deny,
    lock: phone.lock,
    unlock: phone.unlock,
    passcode: phone.enterPasscode,
    dismiss: phone.dismissPasscode,
    unplug: phone.unplug,
    plug: phone.plug,
  };
  const act = Object.hasOwn(acts, word) ? acts[word] : undefined;
  act?.();
  if (act !== undefined) say(word, word);
}
