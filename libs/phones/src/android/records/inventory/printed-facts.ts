/** The properties that are kept, and how they are called. None of them tells this phone from another of its model. */
const PROPERTIES: Readonly<Record<string, string>> = {
  'ro.product.manufacturer': 'manufacturer',
  'ro.product.brand': 'brand',
  'ro.product.model': 'model',
  'ro.product.device': 'device',
  'ro.build.version.release': 'androidVersion',
  'ro.build.version.sdk': 'sdk',
  'ro.build.version.security_patch': 'securityPatch',
  'ro.build.fingerprint': 'build',
  'persist.sys.timezone': 'timeZone',
  'persist.sys.locale': 'locale',
  'ro.product.locale': 'factoryLocale',
  'ro.crypto.state': 'encryption',
  'ro.crypto.type': 'encryptionType',
};
const MOST_LINES = 20_000;

/** The kept ones of what `getprop` prints, `[key]: [value]` a line, in the order above. */
export async function propertiesOf(lines: AsyncIterable<string>): Promise<Readonly<Record<string, string>>> {
  const found = new Map<string, string>();
  let left = MOST_LINES;
  for await (const line of lines) {
    const [, key = '', value = ''] = /^\[([\w.]+)\]: \[(.*)\]$/.exec(line) ?? [];
    const name = PROPERTIES[key];
    if (name !== undefined && value !== '' && !found.has(name)) found.set(name, printable(value));
    if ((left -= 1) < 0) break;
  }
  return Object.fromEntries(
    Object.values(PROPERTIES)
      .map((name) => [name, found.get(name)] as const)
      .filter((one): one is [string, string] => one[1] !== undefined),
  );
}

/** A battery as `dumpsys battery` prints it; level in percent, temperature in degrees Celsius. */
export interface Battery {
  readonly level?: number;
  readonly health?: string;
  readonly status?: string;
  readonly temperature?: number;
  readonly technology?: string;
}

const HEALTH = ['', 'unknown', 'good', 'overheat', 'dead', 'over-voltage', 'failure', 'cold'];
const STATUS = ['', 'unknown', 'charging', 'discharging', 'not-charging', 'full'];

export async function batteryOf(lines: AsyncIterable<string>): Promise<Battery | undefined> {
  const told = new Map<string, string>();
  for await (const line of lines) {
    const [, key = '', value = ''] = /^ {2}([\w ]{1,40}): (.{1,100})$/.exec(line) ?? [];
    if (told.size < 100 && !told.has(key)) told.set(key, value);
  }
  const number = (key: string): number | undefined => {
    const value = told.get(key) ?? '';
    return /^-?\d{1,6}$/.test(value) ? Number(value) : undefined;
  };
  const level = number('level');
  if (level === undefined) return undefined;
  const temperature = number('temperature');
  const health = HEALTH[number('health') ?? 0];
  const status = STATUS[number('status') ?? 0];
  const technology = told.get('technology');
  return {
    level: Math.round((100 * level) / (number('scale') || 100)),
    ...(health ? { health } : {}),
    ...(status ? { status } : {}),
    ...(temperature === undefined ? {} : { temperature: temperature / 10 }),
    ...(technology ? { technology: printable(technology) } : {}),
  };
}

/** The volume of apps and files as `df -k` prints it, in KiB. */
export interface Storage {
  readonly totalKiB: number;
  readonly usedKiB: number;
  readonly availableKiB: number;
}

export async function storageOf(lines: AsyncIterable<string>): Promise<Storage | undefined> {
  for await (const line of lines) {
    const [, total, used, available] = /\s(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s+\d{1,3}%/.exec(line) ?? [];
    if (total === undefined) continue;
    return { totalKiB: Number(total), usedKiB: Number(used), availableKiB: Number(available) };
  }
  return undefined;
}

function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 300);
}
