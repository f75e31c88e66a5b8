import { S_IFDIR, S_IFLNK, S_IFMT, type FileStat } from '@holdfast/phones/codecs';

/** `-rw-rw----`, as ls shows a mode. */
export function modeText(mode: number): string {
  const type = (mode & S_IFMT) === S_IFDIR ? 'd' : (mode & S_IFMT) === S_IFLNK ? 'l' : '-';
  const bits = [...'rwxrwxrwx'].map((letter, at) => ((mode >> (8 - at)) & 1 ? letter : '-'));
  return type + bits.join('');
}

/** `2026-11-22 22:00`, UTC, as toybox's ls shows a time. */
export function timeText(seconds: bigint): string {
  const ms = Number(BigInt.asIntN(53, seconds)) * 1000;
  return new Date(Math.abs(ms) <= 8.64e15 ? ms : 0).toISOString().slice(0, 16).replace('T', ' ');
}

/** One line of `ls -l`, without the name. */
export function longLine(stat: FileStat): string {
  return `${modeText(stat.mode)} ${stat.nlink} root sdcard_rw ${stat.size} ${timeText(stat.mtime)}`;
}
