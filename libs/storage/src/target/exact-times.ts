import { Buffer } from 'node:buffer';

/** Sets modification times to the nanosecond. Each answers whether it did; `false`: fall back to Node's own call. */
export interface ExactTimes {
  file(descriptor: number, mtimeNs: bigint): boolean;
  /** The thing itself at a path, a link included, never what it points to. */
  path(path: Buffer, mtimeNs: bigint): boolean;
}

const LAYOUT = {
  linux: { here: -100, noFollow: 0x100 },
  darwin: { here: -2, noFollow: 0x20 },
} as const;
const SECOND = 1_000_000_000n;

let loaded: Promise<ExactTimes | undefined> | undefined;

/**
 * POSIX `futimens` and `utimensat` through koffi. Node passes times as a double of seconds, which since 2004 cannot hold
 * them finer than 238 ns: a restored file then differs from the one that was backed up. `undefined` where koffi has no
 * build for this system, or the system is not POSIX (a Windows file time has a step of 100 ns anyway).
 */
export function exactTimes(): Promise<ExactTimes | undefined> {
  loaded ??= load().catch(() => undefined);
  return loaded;
}

async function load(): Promise<ExactTimes | undefined> {
  const layout = LAYOUT[process.platform as keyof typeof LAYOUT];
  if (layout === undefined || !['x64', 'arm64'].includes(process.arch)) return undefined;
  const { default: koffi } = await import('koffi');
  const system = koffi.load(null);
  const futimens = system.func('int futimens(int descriptor, const void *times)');
  const utimensat = system.func('int utimensat(int folder, const void *path, const void *times, int flags)');
  return {
    file: (descriptor, mtimeNs) => futimens(descriptor, timespecs(mtimeNs)) === 0,
    path: (path, mtimeNs) =>
      utimensat(layout.here, Buffer.concat([path, Buffer.alloc(1)]), timespecs(mtimeNs), layout.noFollow) ===
      0,
  };
}

/** Access and modification time as two `struct timespec` of 64-bit systems: seconds i64, nanoseconds i64. */
function timespecs(mtimeNs: bigint): Buffer {
  const nanoseconds = ((mtimeNs % SECOND) + SECOND) % SECOND;
  const seconds = (mtimeNs - nanoseconds) / SECOND;
  const times = Buffer.alloc(32);
  for (const at of [0, 16]) {
    times.writeBigInt64LE(seconds, at);
    times.writeBigInt64LE(nanoseconds, at + 8);
  }
  return times;
}
