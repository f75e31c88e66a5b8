import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** The tick in which Linux tells processor time to programs: always a hundredth of a second (USER_HZ, proc(5)). */
const TICKS_A_SECOND = 100;

const lines = (path) => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // It ended meanwhile.
    return undefined;
  }
};

/** Fields of /proc/PID/stat after the name, which may hold anything: the first is field 3 of proc(5). */
const statFields = (pid) => {
  const text = lines(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** The process that started this one; undefined where it is gone. */
export function parentOf(pid) {
  const fields = statFields(pid);
  return fields && Number(fields[1]);
}

/** Seconds of processor time, user and system, of every child of this process that has ended, and of theirs. */
export function secondsOfEndedChildren() {
  const fields = statFields('self');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
}

/**
 * Memory of a process in bytes: the most that it ever had resident, and what of files it has mapped now (its program,
 * libraries). `program` says which file it runs. Undefined where it is gone.
 */
export function memoryOf(pid) {
  const status = lines(`/proc/${pid}/status`) ?? '';
  const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
  const mostBytes = bytes('VmHWM');
  return mostBytes === 0 ? undefined : { mostBytes, fileBytes: bytes('RssFile'), program: programOf(pid) };
}

/**
 * Whether a process has most of its own contents in common with another, as one that was forked just now has them with its
 * parent. False where the kernel does not say, or where it is gone.
 */
export function isStillShared(pid) {
  const rollup = lines(`/proc/${pid}/smaps_rollup`) ?? '';
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1]);
  // Of a page that two have in common each is told the half.
  return kilobytes('Pss_Anon') < 0.75 * kilobytes('Anonymous');
}

function programOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    // It ended meanwhile: it shares with nobody.
    return `${pid}`;
  }
}

/** Numbers of all processes. */
export const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
