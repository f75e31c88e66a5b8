import type { Category, Entry, PullSource, PushSource } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drivingSource } from './driving-phone.js';
import type { HistoryPhone } from './phone.js';

/** What the cable and the phone do to one run. */
export interface Cable {
  readonly unpluggedAfterBytes: number;
  /** Files that the phone refuses to give. */
  readonly refused: ReadonlySet<string>;
}

/** `drives`: whether one that can is let drive; else it is asked. */
export function sourceOf(phone: HistoryPhone, cable: Cable, drives: boolean): PullSource | PushSource {
  if (drives) return drivingSource(phone, meter(cable));
  if (phone.kind !== 'local') return askedSource(phone, cable, undefined);
  const isPulled = Number.isFinite(cable.unpluggedAfterBytes);
  return askedSource(phone, { ...cable, unpluggedAfterBytes: isPulled ? 0 : Infinity }, layOut(phone, cable));
}

const unplugged = (): SourceError => new SourceError('unplugged', 'The phone was unplugged.');
export const categoryOf = (path: string): Category => (path.endsWith('.jpg') ? 'photos' : 'documents');

/** Hands out pieces until the cable is pulled. */
function meter({ unpluggedAfterBytes }: Cable) {
  let left = unpluggedAfterBytes;
  return async function* (bytes: Buffer): AsyncGenerator<Buffer> {
    if (left <= 0) throw unplugged();
    for (let at = 0; at < bytes.length; at += 65_536) {
      const piece = bytes.subarray(at, at + 65_536);
      if (piece.length > left) {
        if (left > 0) yield piece.subarray(0, left);
        left = 0;
        throw unplugged();
      }
      left -= piece.length;
      yield piece;
    }
  };
}

function askedSource(
  phone: HistoryPhone,
  cable: Cable,
  local: ReadonlyMap<string, string> | undefined,
): PullSource {
  const through = meter(cable);
  return {
    async *scan() {
      const folders = new Set<string>();
      for (const [path, { bytes, mtimeNs }] of phone.files) {
        const parts = path.split('/');
        for (let depth = 1; depth < parts.length; depth++) {
          const folder = parts.slice(0, depth).join('/');
          if (folders.has(folder)) continue;
          folders.add(folder);
          yield entryOf(folder, 'directory', 0n, 1_700_000_000_000_000_000n);
        }
        const localPath = local?.get(path);
        yield {
          ...entryOf(path, 'file', BigInt(bytes.length), mtimeNs),
          ...(localPath === undefined ? {} : { localPath }),
        };
      }
    },
    async *open({ ref }) {
      if (cable.refused.has(ref)) throw new SourceError('permission-denied', 'The phone does not give it.');
      yield* through(phone.files.get(ref)!.bytes);
    },
    close: async () => {},
  };
}

const entryOf = (path: string, kind: Entry['kind'], size: bigint, mtimeNs: bigint): Entry => ({
  path: path.split('/').map((name) => Buffer.from(name)),
  kind,
  size,
  mtimeNs,
  category: categoryOf(path),
  ref: path,
});

/** The files on this computer's disk, but for those that the engine is to ask the source for and will not get. */
function layOut(phone: HistoryPhone, cable: Cable): Map<string, string> {
  rmSync(phone.root, { recursive: true, force: true });
  const placed = new Map<string, string>();
  let left = cable.unpluggedAfterBytes;
  for (const [path, { bytes, mtimeNs }] of phone.files) {
    const at = join(phone.root, path);
    placed.set(path, at);
    left -= bytes.length;
    if (cable.refused.has(path) || left < 0) continue;
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, bytes);
    const seconds = Number(mtimeNs / 1_000_000_000n);
    utimesSync(at, seconds, seconds);
  }
  return placed;
}
