const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes for a person, binary units as in the console, three figures: `1.95 GiB`. */
export function bytesText(bytes: number | bigint): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const figures = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(figures)} ${UNITS[unit]}`;
}

/** A length of time for a person: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (milliseconds < 9950) return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return withRest(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  return withRest(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
}

const withRest = (count: number, unit: string, rest: number, of: string): string =>
  rest === 0 ? `${count} ${unit}` : `${count} ${unit} ${rest} ${of}`;

/** A count with its noun: `1 file`, `12,031 files`. */
export function countText(count: number | bigint, one: string, many = `${one}s`): string {
  // By hand: the tables of `toLocaleString` take a program 15 ms to load.
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${Number(count) === 1 ? one : many}`;
}

/** Local time to the second: `2026-11-22 21:58:03`. */
export function momentText(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date} ${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/** Permission bits as `ls -l` shows them, with the kind first: `drwxr-xr-x`. Unknown bits: question marks. */
export function modeText(kind: 'file' | 'directory' | 'symlink', mode: number | undefined): string {
  const first = { file: '-', directory: 'd', symlink: 'l' }[kind];
  if (mode === undefined) return `${first}?????????`;
  const bits = [...'rwxrwxrwx'].map((letter, at) => ((mode >> (8 - at)) & 1 ? letter : '-'));
  if (mode & 0o4000) bits[2] = bits[2] === 'x' ? 's' : 'S';
  if (mode & 0o2000) bits[5] = bits[5] === 'x' ? 's' : 'S';
  if (mode & 0o1000) bits[8] = bits[8] === 'x' ? 't' : 'T';
  return first + bits.join('');
}
