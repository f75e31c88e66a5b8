/** Made when they are first needed: each takes milliseconds, which a program that shows no calendar has no use for. */
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Whether a time zone is one that this computer knows. */
export function isZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

/** `20261127T001809` as a clock in the zone shows it. */
export function localTime(ms: number, zone: string): string {
  const parts = Object.fromEntries(
    (formatOf(zone) ?? formatIn('UTC')).formatToParts(ms).map(({ type, value }) => [type, value]),
  );
  const year = (parts['year'] ?? '0').padStart(4, '0');
  const clock = `${parts['hour'] ?? '00'}${parts['minute'] ?? '00'}${parts['second'] ?? '00'}`;
  return `${year}${parts['month'] ?? '01'}${parts['day'] ?? '01'}T${clock}`;
}

/** Seconds by which a clock in the zone is ahead of UTC. */
export function offsetAt(ms: number, zone: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d+)(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(localTime(ms, zone))?.map(Number) ?? [];
  const shown = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return Math.round((shown - Math.floor(ms / 1000) * 1000) / 1000);
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = /^[\w+/-]{1,64}$/.test(zone) ? formatIn(zone) : undefined;
  } catch {
    format = undefined;
  }
  if (formats.size < 1_000) formats.set(zone, format);
  return format;
}

function formatIn(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}
