import { createHash } from 'node:crypto';
import { mkdir, readdir, realpath } from 'node:fs/promises';
import type { PhoneDatabases } from '../databases/phone-databases.js';
import { seededDatabases } from '../databases/seeded-databases.js';
import { fillDemoPhone } from '../demo/fill-demo-phone.js';
import { startAndroidPhone, type AndroidPhone } from '../start-android-phone.js';
import type { PhoneFaults } from '../faults.js';
import { readFaultsFile } from './faults-file.js';
import { IOS_USAGE } from './ios-arguments.js';
import { parsePhoneArguments, USAGE, type PhoneArguments } from './phone-arguments.js';
import { runIosPhone } from './run-ios-phone.js';
import { runProgram } from './run-program.js';
import type { Say } from './until-stopped.js';

/** Runs a simulated phone until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start, 2 wrong usage. */
export async function runPhone(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.length === 0) {
    process.stdout.write(`${USAGE}\n${IOS_USAGE}`);
    return words.length === 0 ? 2 : 0;
  }
  if (words.includes('ios')) return runIosPhone(words);
  return runProgram(words, {
    usage: USAGE,
    parse: parsePhoneArguments,
    start,
    readFaults: readFaultsFile,
    obey,
  });
}

async function start(options: PhoneArguments, say: Say): Promise<AndroidPhone> {
  await mkdir(options.root, { recursive: true });
  const root = await realpath(options.root);
  if (options.seed !== undefined && (await readdir(root)).length === 0)
    await fillDemoPhone(root, options.seed);
  // Of its own directory, so that two phones differ and one stays itself.
  const ownSerial = `HF${createHash('sha256').update(root).digest('hex').slice(0, 10).toUpperCase()}`;
  const phone = await startAndroidPhone({
    root,
    faults: await faultsOf(options),
    ...(options.databases && { databases: databasesOf(options) }),
    port: options.port,
    serial: options.serial ?? ownSerial,
    ...(options.model === undefined ? {} : { model: options.model }),
    auth: options.auth,
    ...(options.code === undefined ? {} : { wireless: { code: options.code } }),
    trustedKeysFile: `${root}.allowed-computers`,
    onDialog: (name) => say('dialog', `the phone asks: allow the computer ${name}?`, { name }),
  });
  const { model, serial, port } = phone;
  say(
    'ready',
    `android phone ${JSON.stringify(model)} serial ${serial} on 127.0.0.1:${port}, /sdcard is ${root}`,
    {
      platform: 'android',
      model,
      serial,
      host: '127.0.0.1',
      port,
      root,
      ...(phone.pairingPort === undefined ? {} : { pairingPort: phone.pairingPort }),
    },
  );
  if (phone.pairingPort !== undefined)
    say('pairing', `it pairs on 127.0.0.1:${phone.pairingPort} with the code ${options.code}`);
  // For who started it without a standard input.
  process.on('SIGUSR1', () => obey(phone, say, 'allow'));
  return phone;
}

async function faultsOf({ faults, v1Only, entries }: PhoneArguments): Promise<PhoneFaults> {
  return {
    ...(faults === undefined ? {} : await readFaultsFile(faults)),
    ...(v1Only && { v1Only }),
    ...(entries === undefined ? {} : { entries }),
  };
}

function databasesOf({ seed = 1, databases }: PhoneArguments): PhoneDatabases {
  const { contacts, messages } = databases ?? {};
  return seededDatabases(seed, {
    ...(contacts === undefined ? {} : { contacts }),
    ...(messages === undefined ? {} : { sms: messages }),
  });
}

function obey(phone: AndroidPhone, say: Say, word: string): void {
  if (word === 'allow') {
    phone.allow();
    say('allowed', 'allowed');
  }
  if (word === 'unplug') void phone.unplug().then(() => say('unplugged', 'unplugged'));
  if (word === 'plug') void phone.plug().then(() => say('plugged', 'plugged'));
}
