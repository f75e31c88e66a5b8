import type { Phone } from '../phone.js';
import type { Command } from './commands.js';
import { dumpPackages } from './packages.js';

/** `dumpsys battery`, `dumpsys package …`. */
export const dumpsys: Command = async ([service, ...words], phone, output) => {
  if (service === 'package') return dumpPackages(words[0], phone, output);
  await output.out(service === 'battery' ? battery(phone) : `Can't find service: ${service ?? ''}\n`);
  return 0;
};

function battery(phone: Phone): string {
  const { level, status, health, temperature, voltage } = phone.databases.battery;
  return (
    'Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  Wireless powered: false\n' +
    `  status: ${status}\n  health: ${health}\n  present: true\n  level: ${level}\n  scale: 100\n` +
    `  voltage: ${voltage}\n  temperature: ${temperature}\n  technology: Li-ion\n`
  );
}

/** `df [-k] [PATH…]`: one volume holds apps and files. */
export const df: Command = async (words, phone, output) => {
  const { totalKiB, usedKiB } = phone.databases.storage;
  const paths = words.filter((word) => !word.startsWith('-'));
  const lines = (paths.length === 0 ? ['/data', '/storage/emulated'] : paths).map((path) => {
    const isData = path.startsWith('/data');
    const free = totalKiB - usedKiB;
    const percent = Math.round((100 * usedKiB) / totalKiB);
    const [device, mount] = isData ? ['/dev/block/dm-53', '/data'] : ['/dev/fuse', '/storage/emulated'];
    return `${device.padEnd(16)} ${totalKiB} ${usedKiB} ${free} ${percent}% ${mount}\n`;
  });
  await output.out(`Filesystem       1K-blocks     Used Available Use% Mounted on\n${lines.join('')}`);
  return 0;
};

/** `settings get NAMESPACE NAME`, `settings list NAMESPACE`. */
export const settings: Command = async ([verb, namespace, name], phone, output) => {
  const table = `settings_${namespace ?? ''}` as 'settings_secure';
  const rows = phone.databases.tables[table] ?? [];
  if (verb === 'get')
    await output.out(`${String(rows.find((row) => row['name'] === name)?.['value'] ?? 'null')}\n`);
  else await output.out(rows.map((row) => `${String(row['name'])}=${String(row['value'])}\n`).join(''));
  return 0;
};

/** `am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d file:///…`; other broadcasts reach nobody. */
export const am: Command = async (words, phone, output) => {
  const after = (flag: string): string => words[words.indexOf(flag) + 1] ?? '';
  if (words[0] !== 'broadcast') {
    await output.err(`Error: Unknown command: ${words[0] ?? ''}\n`);
    return 255;
  }
  const data = after('-d');
  if (after('-a') === 'android.intent.action.MEDIA_SCANNER_SCAN_FILE' && data.startsWith('file://'))
    phone.media.scan(decodeURIComponent(data.slice('file://'.length)));
  await output.out(
    `Broadcasting: Intent { act=${after('-a')} dat=${data} flg=0x400000 }\nBroadcast completed: result=0\n`,
  );
  return 0;
};
