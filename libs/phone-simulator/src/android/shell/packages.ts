import type { InstalledPackage } from '../../databases/phone-databases.js';
import type { Phone } from '../phone.js';
import type { Command } from './commands.js';
import type { ShellOutput } from './shell-output.js';

/** `pm list packages [-3] [-s] [-f] [-U] [-i] [--show-versioncode]`, `pm path PACKAGE`. */
export const pm: Command = async ([verb, what, ...words], phone, output) => {
  if (verb === 'list' && what === 'packages') return listPackages(words, phone, output);
  if (verb === 'path') {
    const found = phone.databases.packages.find(({ name }) => name === what);
    if (found === undefined) return 1;
    await output.out(`package:${apkOf(found)}\n`);
    return 0;
  }
  await output.err(`Error: unknown command '${verb ?? ''}'\n`);
  return 255;
};

const OPTIONS = ['-3', '-s', '-f', '-U', '-i', '--show-versioncode'];

async function listPackages(words: readonly string[], phone: Phone, output: ShellOutput): Promise<number> {
  const odd = words.find((word) => word.startsWith('-') && !OPTIONS.includes(word));
  if (odd !== undefined) {
    await output.err(`Error: Unknown option: ${odd}\n`);
    return 255;
  }
  const has = (word: string): boolean => words.includes(word);
  const lines = phone.databases.packages
    .filter(({ isSystem }) => !(has('-3') && isSystem) && !(has('-s') && !isSystem))
    .map((one) => {
      const path = has('-f') ? `${apkOf(one)}=` : '';
      const code = has('--show-versioncode') ? ` versionCode:${one.versionCode}` : '';
      const installer = has('-i') ? `  installer=${one.installer ?? 'null'}` : '';
      return `package:${path}${one.name}${code}${installer}${has('-U') ? ` uid:${one.uid}` : ''}\n`;
    });
  await output.out(lines.join(''));
  return 0;
}

const apkOf = ({ name, isSystem }: InstalledPackage): string =>
  isSystem ? `/system/app/${name}/${name}.apk` : `/data/app/~~h0ldfast==/${name}-1==/base.apk`;

/** `dumpsys package [packages|NAME]`, as much of it as tells versions and times. */
export async function dumpPackages(
  what: string | undefined,
  phone: Phone,
  output: ShellOutput,
): Promise<number> {
  const all = what === undefined || what === 'packages';
  const wanted = phone.databases.packages.filter(({ name }) => all || name === what);
  if (wanted.length === 0) {
    await output.out(`Unable to find package: ${what ?? ''}\n`);
    return 0;
  }
  await output.out(`Packages:\n${wanted.map(dumped).join('')}\n`);
  return 0;
}

function dumped(one: InstalledPackage): string {
  const flags = one.isSystem
    ? '[ SYSTEM HAS_CODE ALLOW_CLEAR_USER_DATA ]'
    : '[ HAS_CODE ALLOW_CLEAR_USER_DATA ]';
  return (
    `  Package [${one.name}] (5c1e2a):\n    userId=${one.uid}\n    codePath=${apkOf(one)}\n` +
    `    versionCode=${one.versionCode} minSdk=26 targetSdk=35\n    versionName=${one.versionName}\n    flags=${flags}\n` +
    `    firstInstallTime=${one.firstInstallTime}\n    lastUpdateTime=${one.lastUpdateTime}\n` +
    (one.installer === null ? '' : `    installerPackageName=${one.installer}\n`)
  );
}
